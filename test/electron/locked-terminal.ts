/** A terminal with both its windows, and a server outside that nothing may reach, for the security checklist. */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { eventually, launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { buildFixtureProgram, fixtureHome } from './fixture/program.ts'
import { QUIET } from './fixture/state.ts'

export const DESK = 'uketsuke://desk/index.html'

export type LockedTerminal = {
  readonly terminal: Terminal
  /** The folder of the built program. */
  readonly folder: string
  /** The address of a server that must never be asked. */
  readonly outside: string
  /** The requests since the last call. */
  visits(): string[]
  close(): Promise<void>
}

export const openLockedTerminal = async (): Promise<LockedTerminal> => {
  let visited: string[] = []
  const server = createServer((request, response) => {
    visited.push(request.url ?? '')
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.end('outside')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const program = await buildFixtureProgram()
  const office = { ...QUIET.office, settings: { ...QUIET.office.settings, patientWindow: true } }
  const terminal = await launch({ program: program.folder, home: await fixtureHome({ ...QUIET, office }) })
  await terminal.until('the first state', (state) => state.revision > 0)
  await eventually('the patient’s window', () =>
    terminal.application.windows().length === 2 ? true : undefined,
  )
  return {
    terminal,
    folder: program.folder,
    outside: typeof address === 'object' && address ? `http://127.0.0.1:${address.port}/` : '',
    visits: () => {
      const since = visited
      visited = []
      return since
    },
    close: async () => {
      await terminal.close()
      await program.remove()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The web preferences that every open window runs with. */
export const preferencesOf = ({ application }: Terminal): Promise<Record<string, unknown>[]> =>
  application.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) => {
      const read: unknown = Reflect.get(window.webContents, 'getLastWebPreferences')
      return typeof read === 'function' ? { ...read.call(window.webContents) } : {}
    }),
  )

/** Opens a window of the program's own session at an address, from within, past everything that the pages refuse. */
export const loadDirectly = ({ application }: Terminal, address: string): Promise<string> =>
  application.evaluate(async ({ BrowserWindow, session }, target) => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: { session: session.fromPartition('uketsuke'), sandbox: true },
    })
    try {
      await window.loadURL(target)
      return 'loaded'
    } catch (error) {
      return String(error)
    } finally {
      window.destroy()
    }
  }, address)

/** The texts of the shell's sources. */
export const shellSources = (): string => {
  const folder = join(import.meta.dirname, '..', '..', 'main', 'shell')
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    .join('\n')
}
