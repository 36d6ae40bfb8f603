/** What the desk's process may know of the environment it runs in. */

const PASSED =
  /^(PATH|HOME|USER|USERNAME|USERPROFILE|LOGNAME|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|SystemRoot|SystemDrive|windir|ProgramData|LOCALAPPDATA|APPDATA|XDG_RUNTIME_DIR|XDG_DATA_HOME|DBUS_SESSION_BUS_ADDRESS|PCSCLITE_CSOCK_NAME)$/i

/**
 * The environment without what could change what runs there (`NODE_OPTIONS`, `ELECTRON_RUN_AS_NODE`,
 * `LD_PRELOAD`, …): an allow-list, because nobody can list what is dangerous.
 */
export const scrubEnvironment = (environment: NodeJS.ProcessEnv): Record<string, string> => {
  const kept: Record<string, string> = {}
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && PASSED.test(name)) kept[name] = value
  return kept
}
