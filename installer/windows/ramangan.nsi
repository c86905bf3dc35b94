; Installs RamanGAN for one user: no admin rights, no network. /S installs without asking.
; Made by installer/windows.py, which gives VERSION, SOURCE, OUT, SIZE_KB, ICON and FILES
; (a list of what is to be removed).
Target amd64-unicode
!include "MUI2.nsh"

Name "RamanGAN"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\RamanGAN"
; Files are dated when they are installed: the dates of the building would make each set-up another.
SetDateSave off
InstallDirRegKey HKCU "Software\RamanGAN\Install" "Folder"
!if "${FAST}" == "1"
SetCompress off
!else
SetCompressor /SOLID lzma
SetCompressorDictSize 64
!endif

VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "RamanGAN"
VIAddVersionKey "FileDescription" "RamanGAN set-up"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\RamanGAN"
!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\RamanGAN.exe"
!insertmacro MUI_PAGE_LICENSE "${LICENSE}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "SimpChinese"

Section "RamanGAN"
  ; What an earlier version left is removed by its own list before new files come.
  IfFileExists "$INSTDIR\uninstall.exe" 0 +2
    ExecWait '"$INSTDIR\uninstall.exe" /S _?=$INSTDIR'
  SetOutPath "$INSTDIR"
  File /r "${SOURCE}\*.*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\RamanGAN.lnk" "$INSTDIR\RamanGAN.exe"
  WriteRegStr HKCU "Software\RamanGAN\Install" "Folder" "$INSTDIR"
  WriteRegStr HKCU "Software\Classes\.rgan" "" "RamanGAN.Project"
  WriteRegStr HKCU "Software\Classes\RamanGAN.Project" "" "RamanGAN project"
  WriteRegStr HKCU "Software\Classes\RamanGAN.Project\DefaultIcon" "" "$INSTDIR\RamanGAN.exe,0"
  WriteRegStr HKCU "Software\Classes\RamanGAN.Project\shell\open\command" "" '"$INSTDIR\RamanGAN.exe" "%1"'
  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "RamanGAN"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\RamanGAN.exe"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" ${SIZE_KB}
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

Section "Uninstall"
  ; Only what was installed, file by file: whatever else lies in the folder is the user's.
  !include "${FILES}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\RamanGAN.lnk"
  DeleteRegKey HKCU "${UNINSTALL}"
  DeleteRegKey HKCU "Software\RamanGAN\Install"
  ; The settings beside it are the user's.
  DeleteRegKey /ifempty HKCU "Software\RamanGAN"
  DeleteRegKey HKCU "Software\Classes\RamanGAN.Project"
  ReadRegStr $0 HKCU "Software\Classes\.rgan" ""
  StrCmp $0 "RamanGAN.Project" 0 +2
    DeleteRegKey HKCU "Software\Classes\.rgan"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
