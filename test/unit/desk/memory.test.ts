/** §14: what a real desk's process keeps of visits that have ended, seen in a snapshot of its heap. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { type DeskState, deskStateSchema } from '../../../contract/desk.ts'
import { fromDeskSchema } from '../../../contract/from-desk.ts'
import type { Intent } from '../../../contract/intents.ts'
import type { ToDesk } from '../../../contract/process.ts'

const DESK = join(import.meta.dirname, '..', '..', '..', 'main', 'desk', 'process', 'development.ts')
const VISITS = 20
const PATIENCE_MS = 60_000
const LOOK_MS = 100

let folder = ''
let desk: ChildProcess | null = null
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'uketsuke-memory-'))
})
afterEach(() => {
  desk?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

const snapshotSchema = z.looseObject({ strings: z.array(z.string()) })

/** Looks again until there is something to give back. */
const eventually = async <Value>(what: string, look: () => Value | null): Promise<Value> => {
  const end = performance.now() + PATIENCE_MS
  for (;;) {
    const found = look()
    if (found !== null) return found
    if (performance.now() > end) throw new Error(`it never came: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

const startDesk = () => {
  const child = spawn(process.execPath, ['--heapsnapshot-signal=SIGUSR2', DESK], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'json',
  })
  desk = child
  let state: DeskState | null = null
  child.on('message', (message) => {
    const parsed = fromDeskSchema.parse(message)
    if (parsed.type === 'state') state = deskStateSchema.parse(JSON.parse(parsed.text))
  })
  const send = (message: ToDesk): void => void child.send(message)
  send({
    type: 'start',
    options: {
      home: join(folder, 'home'),
      simulated: true,
      today: '2026-11-25',
      keyStore: { kind: 'none' },
      takesOverFrom: null,
      missedStep: false,
      lastRevision: 0,
    },
  })
  let taken = 0
  return {
    pid: child.pid,
    intend: (intent: Intent): void => send({ type: 'intent', intent }),
    until: (what: string, is: (state: DeskState) => boolean) =>
      eventually(what, () => (state !== null && is(state) ? state : null)),
    /** Every text that the heap holds after a garbage collection. */
    texts: async (): Promise<string> => {
      taken += 1
      child.kill('SIGUSR2')
      return eventually('the snapshot', () => {
        const file = readdirSync(folder)
          .filter((name) => name.endsWith('.heapsnapshot'))
          .sort()[taken - 1]
        if (file === undefined) return null
        try {
          const snapshot: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'))
          return snapshotSchema.parse(snapshot).strings.join('\n')
        } catch {
          // It is still being written.
          return null
        }
      })
    },
  }
}

test('§14 after twenty visits the heap of the desk holds no name and no number of any of them', async () => {
  const terminal = startDesk()
  await terminal.until('a desk', () => true)
  const traces: string[] = []
  for (let visit = 1; visit <= VISITS; visit += 1) {
    const name = `見本国保花子${visit}号`
    const typed = `見本下書き${visit}号`
    const scanned = `見本読取り${visit}号`
    const number = `7314${String(visit).padStart(2, '0')}8855`
    traces.push(name, typed, scanned, number)
    terminal.intend({ type: 'open-check-in' })
    terminal.intend({
      type: 'save-draft',
      draft: { form: 'eligibility-certificate', documentId: null, fields: { name: typed, number }, edit: 1 },
    })
    terminal.intend({
      type: 'typed-scan',
      text: `JAHIS9\r\n1,1,1234567,13,見本病院\r\n11,,${scanned},ﾐﾎﾝ\r\n12,1\r\n13,19800102\r\n22,06139992\r\n23,,${number},1\r\n`,
    })
    terminal.intend({
      type: 'add-document',
      document: { type: 'eligibility-certificate', expiresOn: '2027-03-31' },
      claims: { symbol: '見本', number, name, kana: name },
    })
    terminal.intend({ type: 'set-official-name', name })
    // Two names of one patient: until somebody has said so, the second waits beside the visit, which is put aside meanwhile.
    terminal.intend({ type: 'park-check-in' })
    const parked = await terminal.until('the tray', ({ tray }) => tray.length === 1)
    terminal.intend({ type: 'recall-check-in', id: parked.tray[0]?.id ?? '' })
    const asked = await terminal.until('the question', ({ question }) => question !== null)
    const question = asked.question?.number ?? 0
    terminal.intend({ type: 'answer-person', question, answer: 'same', kept: null, fields: [] })
    await terminal.until('the document', ({ checkIn }) => (checkIn?.evidence.length ?? 0) > 0)
    if (visit === VISITS) {
      // While the patient is there the snapshot shows them: it can find what it looks for.
      const open = await terminal.texts()
      expect([name, typed, number].filter((one) => !open.includes(one))).toEqual([])
    }
    terminal.intend({ type: 'conclude', confirmed: true })
    await terminal.until('its end', ({ checkIn, visitCount }) => checkIn === null && visitCount === visit)
  }
  const texts = await terminal.texts()
  expect(traces.filter((one) => texts.includes(one))).toEqual([])
}, 180_000)

test('§14 a desk that crashes leaves no core, whatever it was started under', async () => {
  if (process.platform !== 'linux') return
  const terminal = startDesk()
  await terminal.until('a desk', () => true)
  const limits = (): string => readFileSync(`/proc/${terminal.pid}/limits`, 'utf8')
  await eventually('a limit of nothing', () => (/^Max core file size +0 +0 /m.test(limits()) ? true : null))
}, 60_000)
