; The installer for Windows, without plug-ins: what scripts/packaging/nsis.ts gives to makensis.
; Defined from outside: VERSION, PAYLOAD_FILES and REMOVE_FILES (lists made from the payload), KIBIBYTES, OUT, TITLE, KEY,
; EXECUTABLE. Silent with /S. Exit codes: 0 done, 2 refused (the reason is shown when it is not silent).
; Data (journal, settings, keys) lies in each person's %LOCALAPPDATA%\uketsuke: nothing here touches it.
Unicode true
; A 64-bit installer of a 64-bit program: it runs where no 32-bit programs do.
Target amd64-unicode
Name "${TITLE}"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\${KEY}"
RequestExecutionLevel admin
SetCompressor /SOLID lzma
ManifestDPIAware true
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText " "

!include LogicLib.nsh
!include WordFunc.nsh

!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${KEY}"

LoadLanguageFile "${NSISDIR}\Contrib\Language files\Japanese.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\English.nlf"
LangString RUNNING ${LANG_JAPANESE} "受付が動いています。受付を終了してから、もう一度実行してください。"
LangString RUNNING ${LANG_ENGLISH} "The program is running. End it, and start this again."
LangString NEWER ${LANG_JAPANESE} "より新しい版が入っています。古い版に戻すときは、先に「アプリ」から削除してください（記録は残ります）。"
LangString NEWER ${LANG_ENGLISH} "A newer version is installed. To go back, remove it in Settings, Apps first (the journal stays)."
LangString OLD_STAYS ${LANG_JAPANESE} "前の版を削除できませんでした。パソコンを再起動してから、もう一度実行してください。"
LangString OLD_STAYS ${LANG_ENGLISH} "The earlier version could not be removed. Restart the computer, and start this again."

Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

!macro Refuse REASON
  SetErrorLevel 2
  MessageBox MB_OK|MB_ICONEXCLAMATION "${REASON}" /SD IDOK
  Quit
!macroend

; A program that runs cannot be opened for writing.
!macro RefuseWhileRunning
  ${If} ${FileExists} "$INSTDIR\${EXECUTABLE}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${EXECUTABLE}" a
    ${If} ${Errors}
      !insertmacro Refuse "$(RUNNING)"
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Function .onInit
  SetRegView 64
  SetShellVarContext all
  ReadRegStr $0 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $0 != ""
    StrCpy $INSTDIR $0
  ${EndIf}
  !insertmacro RefuseWhileRunning
  ReadRegStr $0 HKLM "${UNINSTALL}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} $0 "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro Refuse "$(NEWER)"
    ${EndIf}
  ${EndIf}
FunctionEnd

Section
  ; The earlier version takes its own files away: a file that the new one no longer has does not stay.
  ReadRegStr $0 HKLM "${UNINSTALL}" "UninstallString"
  ${If} $0 != ""
    ExecWait '$0 /S _?=$INSTDIR' $1
    ${If} $1 != 0
      !insertmacro Refuse "$(OLD_STAYS)"
    ${EndIf}
  ${EndIf}
  !include "${PAYLOAD_FILES}"
  SetOutPath $INSTDIR
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${EXECUTABLE}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${EXECUTABLE}"
  WriteRegStr HKLM "${UNINSTALL}" "Publisher" "Uketsuke"
  WriteRegStr HKLM "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${UNINSTALL}" "EstimatedSize" ${KIBIBYTES}
  WriteRegDWORD HKLM "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKLM "${UNINSTALL}" "NoRepair" 1
SectionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
  !insertmacro RefuseWhileRunning
FunctionEnd

Section Uninstall
  ; What was put here, by name: whatever else lies in the folder stays.
  !include "${REMOVE_FILES}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir $INSTDIR
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  DeleteRegKey HKLM "${UNINSTALL}"
SectionEnd
