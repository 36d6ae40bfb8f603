/** Programs of Windows on this machine: Wine, with a Windows 10 of its own in a folder, and no screen. */
import { spawn, spawnSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, openSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { SHARE } from './share.ts'

/** Wine shows the machine's own files under this letter. */
const DRIVE = 'Z:'

/** `/a/b` as a program under Wine names it: `Z:\a\b`. */
export const windowsPath = (path: string): string => `${DRIVE}${path.replaceAll('/', '\\')}`

export type Windows = {
  /**
   * Runs a program with its output in files, because Node under Wine loses what it writes to a pipe of Debian's.
   * @param timeoutMs after which it is ended
   * @returns its exit code, or null where it was ended
   */
  run(
    program: readonly string[],
    output: { readonly out: string; readonly err: string },
    options: { readonly cwd: string; readonly timeoutMs: number; readonly env?: Record<string, string> },
  ): Promise<number | null>
  /** Ends everything that runs in it. */
  end(): void
}

/**
 * Wine keeps the mark read-only as the mode of the file, and leaves it to the system to refuse a write, which refuses root
 * nothing: here it may do what it is not forbidden, as on Windows.
 */
const WINE: readonly [string, ...string[]] =
  process.getuid?.() === 0
    ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-all', 'wine']
    : ['wine']

/**
 * Wine's environment: nothing of its own on standard error, no menus for the desktop, and the clinic's time zone, which
 * a Windows in Japan has.
 */
const environmentOf = (prefix: string): NodeJS.ProcessEnv => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, NODE_OPTIONS: _options, ...others } = process.env
  return {
    ...others,
    WINEPREFIX: prefix,
    WINEARCH: 'win64',
    WINEDEBUG: '-all',
    WINEDLLOVERRIDES: 'winemenubuilder.exe=d;mscoree=d;mshtml=d',
    TZ: 'Asia/Tokyo',
    LC_ALL: 'C.UTF-8',
  }
}

/** Puts an empty folder of this machine under the name of the share: Wine looks for shares below `dosdevices/unc`. */
const placeShare = (prefix: string, folder: string): void => {
  const link = join(prefix, 'dosdevices', 'unc', ...SHARE.split('\\').filter((part) => part !== ''))
  rmSync(join(prefix, 'dosdevices', 'unc'), { recursive: true, force: true })
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  mkdirSync(dirname(link), { recursive: true })
  symlinkSync(folder, link)
}

/**
 * Makes a Windows in a folder, or takes the one that is there. Throws where Wine does not start.
 * @param share the folder that stands for {@link SHARE}
 */
export const openWindows = (prefix: string, share: string): Windows => {
  const env = environmentOf(prefix)
  const [command, ...first] = WINE
  const now = (...args: string[]): void => {
    const { status, error } = spawnSync(command, [...first, ...args], {
      env,
      stdio: 'ignore',
      timeout: 120_000,
    })
    if (status !== 0) throw new Error(`wine ${args.join(' ')}: ${error?.message ?? `exit code ${status}`}`)
  }
  if (!existsSync(join(prefix, 'system.reg'))) {
    mkdirSync(prefix, { recursive: true })
    now('wineboot', '--init')
    // Node 22 asks for Windows 10; Wine 8 begins as Windows 7.
    now('reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f')
  }
  placeShare(prefix, share)
  return {
    run: (program, output, { cwd, timeoutMs, env: more }) =>
      new Promise((resolve) => {
        const [out, err] = [openSync(output.out, 'w'), openSync(output.err, 'w')]
        const child = spawn(command, [...first, ...program], {
          cwd,
          env: { ...env, ...more },
          stdio: ['ignore', out, err],
          timeout: timeoutMs,
          killSignal: 'SIGKILL',
        })
        child.once('close', (code) => {
          closeSync(out)
          closeSync(err)
          resolve(code)
        })
      }),
    end: () => void spawnSync('wineserver', ['--kill'], { env, stdio: 'ignore', timeout: 30_000 }),
  }
}
