import { type ChildProcess, spawn } from 'node:child_process'
import { access, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/**
 * A pcscd of one's own, with vsmartcard's virtual reader (two slots) on ports of its own: it shares nothing with the
 * machine's service or with other tests. Its socket folder is mounted over `/run/pcscd` in a private mount namespace
 * and can be reached from outside; clients find it through the environment variable of {@link PrivatePcscd.environment}.
 * The C library reads that variable once a process, which is why a restart keeps the same path.
 */
export type PrivatePcscd = {
  /** TCP ports of the first virtual reader's two slots. */
  readonly ports: readonly [number, number]
  /** TCP ports of every slot, two a reader. */
  readonly allPorts: readonly number[]
  /** For `process.env`, before the first PC/SC call of the process, or for a child process. */
  readonly environment: { readonly PCSCLITE_CSOCK_NAME: string }
  start(): Promise<void>
  /** Ends the service; `SIGKILL` is the crash. Does nothing when it does not run. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
  /** Suspends the service, which then answers nobody, and lets it go on. */
  suspend(): void
  resume(): void
  /** Stops and removes what was written. */
  dispose(): Promise<void>
}

const DRIVER = '/usr/lib/pcsc/drivers/serial/libifdvpcd.so'

const exists = async (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  )

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)))
  })

/** Two neighbouring free ports: the driver takes the one it is told and the next. */
const findPorts = async (taken: readonly number[]): Promise<[number, number]> => {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = 40_000 + 2 * Math.floor(Math.random() * 10_000)
    if (taken.includes(port)) continue
    if ((await isFree(port)) && (await isFree(port + 1))) return [port, port + 1]
  }
  throw new Error('no two neighbouring ports are free')
}

const until = async (what: string, holds: () => Promise<boolean>, milliseconds = 10_000): Promise<void> => {
  const end = performance.now() + milliseconds
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${milliseconds} ms`)
    await pause(20)
  }
}

/**
 * Prepares a private pcscd; {@link PrivatePcscd.start} runs it. Needs Debian's `pcscd`, `vsmartcard-vpcd` and root,
 * or a kernel that allows user namespaces.
 */
export const preparePcscd = async ({ readers = 1 } = {}): Promise<PrivatePcscd> => {
  if (!(await exists(DRIVER))) throw new Error(`${DRIVER} is missing: apt-get install pcscd vsmartcard-vpcd`)
  const home = await mkdtemp(join(tmpdir(), 'uketsuke-pcscd-'))
  const run = join(home, 'run')
  const configuration = join(home, 'readers')
  await mkdir(run)
  await mkdir(configuration)
  const ports = await findPorts([])
  const allPorts: number[] = [...ports]
  while (allPorts.length < readers * 2) allPorts.push(...(await findPorts(allPorts)))
  const entries: string[] = []
  for (const [index, port] of allPorts.filter((_, place) => place % 2 === 0).entries()) {
    const channel = `0x${port.toString(16).toUpperCase()}`
    const name = index === 0 ? 'Virtual PCD' : `Virtual PCD ${String.fromCharCode(65 + index)}`
    // The driver keeps its slots in one table a library, so each further reader loads a copy of its own.
    const driver = index === 0 ? DRIVER : join(home, `driver-${index}.so`)
    if (index > 0) await copyFile(DRIVER, driver)
    entries.push(
      `FRIENDLYNAME "${name}"\nDEVICENAME /dev/null:${channel}\nLIBPATH ${driver}\nCHANNELID ${channel}\n`,
    )
  }
  await writeFile(join(configuration, 'vpcd'), entries.join('\n'))
  const socket = join(run, 'pcscd.comm')
  let service: ChildProcess | null = null

  const stop = async (signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> => {
    const running = service
    service = null
    if (!running || running.exitCode !== null || running.signalCode !== null) return
    const ended = new Promise((resolve) => running.once('exit', resolve))
    running.kill('SIGCONT')
    running.kill(signal)
    const insist = setTimeout(() => running.kill('SIGKILL'), 3_000)
    await ended
    clearTimeout(insist)
  }

  return {
    ports,
    allPorts,
    environment: { PCSCLITE_CSOCK_NAME: socket },
    start: async () => {
      await rm(socket, { force: true })
      await rm(join(run, 'pcscd.pid'), { force: true })
      const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
      // The service does not outlive a test run that is killed.
      const script =
        'mkdir -p /run/pcscd && mount --bind "$0" /run/pcscd && exec setpriv --pdeathsig KILL pcscd --foreground --config "$1"'
      service = spawn(
        'unshare',
        [...asRoot, '--mount', '--propagation', 'private', 'sh', '-c', script, run, configuration],
        { stdio: 'ignore' },
      )
      await until('pcscd', async () => {
        if (service?.exitCode !== null) throw new Error(`pcscd ended at once (${service?.exitCode})`)
        return (await exists(socket)) && !(await isFree(allPorts.at(-1) ?? ports[1]))
      })
    },
    stop,
    suspend: () => service?.kill('SIGSTOP'),
    resume: () => service?.kill('SIGCONT'),
    dispose: async () => {
      await stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}
