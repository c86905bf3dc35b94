/* Starts RamanGAN with the Python that lies beside this program.
 *
 * Built twice: RamanGAN.exe for the window (-DWINDOWED -mwindows) and ramangan-cli.exe for the
 * console. Both lie beside the libraries, because Windows seeks these beside the program.
 * The worker process is started by Python's multiprocessing as "this program [options] -c ...
 * --multiprocessing-fork": such words are handed on as they are; all others become those of
 * `python -m ramangan_gui`.
 */
#include <wchar.h>
#include <windows.h>

typedef int (*python_main)(int, wchar_t **);

static int start(int argc, wchar_t **argv)
{
    wchar_t path[32768];
    DWORD length = GetModuleFileNameW(NULL, path, 32768);
    if (length == 0 || length >= 32700)
        return 1;
    wchar_t *slash = wcsrchr(path, L'\\');
    if (slash == NULL)
        return 1;
    wcscpy(slash + 1, L"python311.dll");
    HMODULE library = LoadLibraryExW(path, NULL, LOAD_WITH_ALTERED_SEARCH_PATH);
    python_main run = library ? (python_main)(void *)GetProcAddress(library, "Py_Main") : NULL;
    if (run == NULL) {
        MessageBoxW(NULL, L"A part of RamanGAN is missing (python311.dll). Install it again.",
                    L"RamanGAN", MB_OK | MB_ICONERROR);
        return 1;
    }
    wchar_t **words = calloc(argc + 6, sizeof *words);
    if (words == NULL)
        return 1;
    int n = 0;
    words[n++] = argv[0];
    /* What the user has installed for a Python of his own stays out. */
    words[n++] = L"-I";
    if (argc > 1 && (wcscmp(argv[1], L"-c") == 0
                     || wcscmp(argv[argc - 1], L"--multiprocessing-fork") == 0)) {
        for (int i = 1; i < argc; i++)
            words[n++] = argv[i];
        return run(n, words);
    }
    words[n++] = L"-m";
    words[n++] = L"ramangan_gui";
#ifdef WINDOWED
    words[n++] = L"gui";
#endif
    for (int i = 1; i < argc; i++)
        words[n++] = argv[i];
    return run(n, words);
}

#ifdef WINDOWED
int WINAPI wWinMain(HINSTANCE self, HINSTANCE before, PWSTR line, int show)
{
    int argc;
    wchar_t **argv = CommandLineToArgvW(GetCommandLineW(), &argc);
    (void)self, (void)before, (void)line, (void)show;
    return argv ? start(argc, argv) : 1;
}
#else
int wmain(int argc, wchar_t **argv)
{
    return start(argc, argv);
}
#endif
