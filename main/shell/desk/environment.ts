/** Chooses what the desk's process may know of the environment it runs in. */

const PASSED =
  /^(PATH|HOME|USER|USERNAME|USERPROFILE|LOGNAME|LANG|LANGUAGE|LC_[A-Z]+|TZ|TMPDIR|TEMP|TMP|SystemRoot|SystemDrive|windir|ProgramData|LOCALAPPDATA|APPDATA|XDG_RUNTIME_DIR|XDG_DATA_HOME|DBUS_SESSION_BUS_ADDRESS|PCSCLITE_CSOCK_NAME)$/i

/**
 * Threads of the desk's pool. A call to a card reader that hangs keeps its thread until it ends, and the wait for the
 * readers' events has one always; the journal's and the settings' files must still find theirs.
 */
const POOL_THREADS = '16'

/**
 * The environment without what could change what runs there (`NODE_OPTIONS`, `ELECTRON_RUN_AS_NODE`,
 * `LD_PRELOAD`, …): an allow-list, because nobody can list what is dangerous.
 */
export const scrubEnvironment = (environment: NodeJS.ProcessEnv): Record<string, string> => {
  const kept: Record<string, string> = { UV_THREADPOOL_SIZE: POOL_THREADS }
  for (const [name, value] of Object.entries(environment))
    if (value !== undefined && PASSED.test(name)) kept[name] = value
  return kept
}
