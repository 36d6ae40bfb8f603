/**
 * The desk is killed in the middle of look-ups, and started again on the same home: nothing is asked twice, and every
 * visit has its own answer. UKETSUKE_DESK_KILLS sets another number of kills. It runs the built desk: `npm run build`.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { type DeskState, deskStateSchema } from '../../contract/desk.ts'
import { fromDeskSchema } from '../../contract/from-desk.ts'
import type { Intent } from '../../contract/intents.ts'
import type { ToDesk } from '../../contract/process.ts'
import { INSTITUTION } from '../../fixtures/bridge/answers.ts'
import { type Official, playOfficial } from '../../fixtures/bridge/official.ts'
import { bridgeFolder, until } from '../unit/bridge/watching.ts'
import { randomFrom } from './random.ts'

/** Kills while a look-up is under way. */
const KILLS = Number(process.env.UKETSUKE_DESK_KILLS ?? 1_000)
/** Kills of one visit's look-up before it is let end. */
const MAX_KILLS_PER_VISIT = 4
const VISITS_A_HOME = 25
/** Milliseconds that the official side takes at the longest. */
const MAX_DELAY = 3_000
const DESK = join(import.meta.dirname, '../../build/desk/desk.mjs')

type Desk = { state(): DeskState | null; intend(intent: Intent): void; kill(): Promise<void> }

const startDesk = (home: string, takesOverFrom: 'crashed' | null): Desk => {
  const child: ChildProcess = fork(DESK, [], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  let state: DeskState | null = null
  child.on('message', (message) => {
    const parsed = stateIn(message)
    if (parsed !== null) state = parsed
  })
  const send = (message: ToDesk): void => {
    child.send(message)
  }
  send({
    type: 'start',
    options: {
      home,
      simulated: false,
      keyStore: { kind: 'none' },
      takesOverFrom,
      missedStep: false,
      lastRevision: 0,
    },
  })
  return {
    state: () => state,
    intend: (intent) => send({ type: 'intent', intent }),
    kill: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** The state in a message of the desk's; null for any other message. */
const stateIn = (message: unknown): DeskState | null => {
  const parsed = fromDeskSchema.safeParse(message)
  return parsed.success && parsed.data.type === 'state'
    ? deskStateSchema.parse(JSON.parse(parsed.data.text))
    : null
}

const settings = (folder: string) => ({
  bridge: { folder, institution: INSTITUTION, opensVisit: false, asksByItself: true, timeoutSeconds: 60 },
})

const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds)
  })

/** How far the request of a number was when its desk was killed; the folders are read once the desk is gone. */
const PHASES = ['nothing written', 'written', 'to be taken', 'taken', 'answered'] as const
type Phase = (typeof PHASES)[number]
const phaseOf = (root: string, { taken }: Official, number: string): Phase => {
  const request = taken.find(({ asked }) => asked.InsuredIdentificationNumber === number)
  if (request !== undefined)
    return existsSync(join(root, 'res', request.file.replace('req', 'res'))) ? 'answered' : 'taken'
  const [file] = readdirSync(join(root, 'req'))
  if (file === undefined) return 'nothing written'
  return file.startsWith('OQS') ? 'to be taken' : 'written'
}

it(`hazard 9: ${KILLS} kills of the desk: nothing is asked twice, every visit has its own answer`, async () => {
  const random = randomFrom(1_818)
  const kills: Record<Phase, number> = {
    'nothing written': 0,
    written: 0,
    'to be taken': 0,
    taken: 0,
    answered: 0,
  }
  /** Kills after the answer was there, or before the desk was at it again: they count for nothing. */
  let others = 0
  let counted = 0
  let visits = 0
  while (counted < KILLS) {
    const { root } = bridgeFolder()
    const home = mkdtempSync(join(tmpdir(), 'desk-home-'))
    writeFileSync(join(home, 'settings.json'), JSON.stringify(settings(root)))
    const official = playOfficial({ root, pieces: 1 + random(3) })
    const numbers: string[] = []
    let desk = startDesk(home, null)
    for (let visit = 0; visit < VISITS_A_HOME && counted < KILLS; visit += 1) {
      const number = String(1000 + visit)
      numbers.push(number)
      official.become({ delay: random(MAX_DELAY) })
      const ready = (): boolean => desk.state()?.bridge.status.state === 'ready'
      await until(ready, 30_000)
      desk.intend({
        type: 'add-document',
        document: { type: 'eligibility-certificate', expiresOn: '2030-07-31' },
        claims: { insurerNumber: '01139997', symbol: '1234', number, birthDate: '1985-06-07' },
      })
      const evidence = (): boolean => desk.state()?.checkIn?.evidence.length === 1
      await until(evidence, 30_000)
      const isAsking = (): boolean => desk.state()?.bridge.lookUp?.state === 'asking'
      const isAnswered = (): boolean => desk.state()?.checkIn?.online != null
      const isThere = (): boolean => phaseOf(root, official, number) === 'answered'
      const moments = [
        // The request is on its way to the folder.
        () => wait(random(30)),
        () => wait(random(900)),
        // The answer is being written, or read.
        async () => {
          await until(() => isThere() || isAnswered(), 30_000)
          await wait(random(250))
        },
      ]
      for (let kill = 1 + random(MAX_KILLS_PER_VISIT); kill > 0; kill -= 1) {
        await until(() => isAsking() || isAnswered(), 30_000)
        await moments[random(moments.length)]?.()
        const isUnderWay = isAsking() && !isAnswered()
        await desk.kill()
        if (isUnderWay) {
          kills[phaseOf(root, official, number)] += 1
          counted += 1
        } else others += 1
        desk = startDesk(home, 'crashed')
        await until(() => desk.state() !== null, 30_000)
        // The paper was on record before the kill, and is on the table again.
        expect(desk.state()?.checkIn?.evidence[0]?.claims.number).toBe(number)
      }
      await until(
        () => desk.state()?.checkIn?.decided != null && desk.state()?.checkIn?.online != null,
        70_000,
      )
      expect(desk.state()?.checkIn).toMatchObject({
        online: { code: 1, by: 'number' },
        official: { entitlements: [{ entitlement: { number } }] },
      })
      visits += 1
      desk.intend({ type: 'cancel' })
      await until(() => desk.state()?.checkIn === null, 30_000)
    }
    await desk.kill()
    expect(official.taken.map(({ asked }) => asked.InsuredIdentificationNumber).sort()).toEqual(
      numbers.sort(),
    )
    await official.close()
    for (const folder of [root, home]) rmSync(folder, { recursive: true, force: true })
  }
  const spread = PHASES.map((phase) => `${phase} ${kills[phase]}`).join(', ')
  console.log(
    `${counted} kills of the desk in the middle of look-ups (${spread}; ${others} beside) in ${visits} visits: each asked once, each answer its own visit's`,
  )
})
