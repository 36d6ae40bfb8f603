/** The built desk on today's Node as a utility process of the product's runtime runs it: over a MessagePort, without Electron. */
import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { type DeskState, deskStateSchema } from '../../contract/desk.ts'
import { type FromDesk, fromDeskSchema } from '../../contract/from-desk.ts'
import type { ToDesk } from '../../contract/process.ts'
import { eventually } from '../../fixtures/terminal/launch.ts'
import { journalRows } from './journal-content.ts'

const DESK = join(import.meta.dirname, '..', '..', 'build', 'desk', 'desk.mjs')
const PORT = join(import.meta.dirname, 'fixture', 'utility-port.mjs')

let desk: ChildProcess | null = null
afterEach(() => {
  desk?.kill('SIGKILL')
})

const start = (home: string) => {
  const child = fork(DESK, [], {
    cwd: home,
    execArgv: ['--import', PORT],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  desk = child
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const heard: FromDesk[] = []
  child.on('message', (message) => heard.push(fromDeskSchema.parse(message)))
  const tell = (message: ToDesk): void => void child.send(message)
  tell({
    type: 'start',
    options: {
      home,
      simulated: true,
      today: '2026-11-22',
      keyStore: { kind: 'none' },
      takesOverFrom: null,
      missedStep: false,
      lastRevision: 0,
    },
  })
  const state = (): DeskState | undefined => {
    const last = heard.findLast((message) => message.type === 'state')
    return last === undefined ? undefined : deskStateSchema.parse(JSON.parse(last.text))
  }
  return {
    child,
    ended,
    heard,
    tell,
    until: (what: string, holds: (state: DeskState) => boolean) =>
      eventually(what, () => {
        const now = state()
        return now !== undefined && holds(now) ? now : undefined
      }),
  }
}

it('begins, takes a visit to its end, gives signs of life, refuses what has not the contract’s shape, and stops', async () => {
  const home = mkdtempSync(join(tmpdir(), 'uketsuke-port-'))
  const { child, ended, heard, tell, until } = start(home)
  await until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  child.send({ type: 'intent', intent: { type: 'nonsense' } })
  child.send('text')
  tell({ type: 'ping', number: 7 })
  await eventually('a sign of life', () => heard.find(({ type }) => type === 'pong'))
  tell({ type: 'intent', intent: { type: 'open-check-in' } })
  tell({ type: 'intent', intent: { type: 'set-online', online: { code: 1 } } })
  tell({ type: 'intent', intent: { type: 'set-reader', reader: { state: 'read' } } })
  await until('a visit', ({ checkIn }) => checkIn !== null)
  tell({ type: 'intent', intent: { type: 'conclude', confirmed: true } })
  await until('its end', ({ visitCount }) => visitCount === 1)
  tell({ type: 'stop' })
  expect(await ended).toBe(0)
  expect(journalRows(home).map(({ event }) => event.event)).toContain('concluded')
})

it('ends with the shell', async () => {
  const { child, ended, until } = start(mkdtempSync(join(tmpdir(), 'uketsuke-port-')))
  await until('a reader', ({ cardReader }) => cardReader.state === 'ready')
  child.disconnect()
  expect(await ended).toBe(0)
})
