/* For trials under wine 8 alone, never installed: what its ucrtbase.dll lacks. Everything else is
   handed on to wine's own, by the list of names that installer/try_windows.py writes. */
#include <complex.h>
#include <xmmintrin.h>

#define ONE(name) \
    double _Complex lent_##name(double _Complex z) { return name(z); } \
    float _Complex lent_##name##f(float _Complex z) { return name##f(z); }
#define REAL(name) \
    double lent_##name(double _Complex z) { return name(z); } \
    float lent_##name##f(float _Complex z) { return name##f(z); }

ONE(cacos) ONE(cacosh) ONE(casin) ONE(casinh) ONE(catan) ONE(catanh) ONE(ccos) ONE(ccosh)
ONE(cexp) ONE(clog) ONE(csin) ONE(csinh) ONE(csqrt) ONE(ctan) ONE(ctanh) ONE(conj) ONE(cproj)
REAL(cabs) REAL(carg) REAL(creal) REAL(cimag)

double _Complex lent_cpow(double _Complex z, double _Complex w) { return cpow(z, w); }
float _Complex lent_cpowf(float _Complex z, float _Complex w) { return cpowf(z, w); }
double _Complex lent_clog10(double _Complex z) { return clog(z) / 2.302585092994045684; }
float _Complex lent_clog10f(float _Complex z) { return clogf(z) / 2.302585092994045684f; }

/* The state of floating-point exceptions: that of the SSE unit, in the order of Windows' bits. */
typedef struct {
    unsigned long control, status;
} state;

#define FLAGS 0x3fu
#define MASKS 0x1f80u

static int told(unsigned s)
{
    return (s & 1 ? 0x10 : 0) | (s & 2 ? 0x80000 : 0) | (s & 4 ? 8 : 0) | (s & 8 ? 4 : 0)
        | (s & 16 ? 2 : 0) | (s & 32 ? 1 : 0);
}

int lent_fegetenv(state *s)
{
    s->control = _mm_getcsr() & ~FLAGS;
    s->status = _mm_getcsr() & FLAGS;
    return 0;
}

int lent_fesetenv(const state *s)
{
    _mm_setcsr(s->control ? (unsigned)((s->control & ~FLAGS) | (s->status & FLAGS)) : MASKS);
    return 0;
}

int lent_feholdexcept(state *s)
{
    lent_fegetenv(s);
    _mm_setcsr((_mm_getcsr() | MASKS) & ~FLAGS);
    return 0;
}

int lent_feclearexcept(int which)
{
    (void)which;
    _mm_setcsr(_mm_getcsr() & ~FLAGS);
    return 0;
}

int lent_fetestexcept(int which) { return told(_mm_getcsr() & FLAGS) & which; }

int lent_fegetexceptflag(unsigned long *flag, int which)
{
    *flag = (unsigned long)lent_fetestexcept(which);
    return 0;
}

int lent_fesetexceptflag(const unsigned long *flag, int which)
{
    (void)flag;
    (void)which;
    return 0;
}
