/** Which visits there will be, and what goes wrong in them: all of it from a seed. Pure. */

import type { Document, Online, ReaderResult } from '../../../contract/check-in.ts'
import type { Intent } from '../../../contract/intents.ts'
import { PERSONAS } from '../../../fixtures/personas/personas.ts'
import type { Piece, Step } from './driver.ts'

/** Events from outside, between two pieces or (`desk-killed`) while the next ones are under way. */
export type Outside =
  | { readonly act: 'window-killed' }
  | { readonly act: 'desk-killed'; readonly afterMilliseconds: number }
  | { readonly act: 'disk-filled' }
  | { readonly act: 'disk-freed' }
  /** The wall clock is set, measured from where it stands. */
  | { readonly act: 'clock-set'; readonly byMilliseconds: number }
  /** Memory and handles are measured. */
  | { readonly act: 'measure'; readonly at: string }

export type Plan = {
  readonly parts: readonly (Piece | Outside)[]
  /** Brought to every visit that nothing disturbs. */
  readonly brought: ReadonlyMap<number, Brought>
  /** How often each fault is planned. */
  readonly faults: Readonly<Record<string, number>>
}

/** The things that a patient brings, as far as the plan alone says it. */
export type Brought = {
  readonly persona: string | null
  readonly documents: readonly Document[]
  readonly reader: ReaderResult | null
  readonly online: Online | null
  /** A code is scanned: its document is as printed there. */
  readonly scanned: boolean
  /** A process, the disk or a device fails in this visit: what the desk then knows is not as planned. */
  readonly disturbed: boolean
}

type Random = (below: number) => number

const pick = <Item>(items: readonly [Item, ...Item[]], random: Random): Item =>
  items[random(items.length)] ?? items[0]

const PAPERS: readonly [Document, ...Document[]] = [
  { type: 'eligibility-certificate', effectiveOn: '2026-08-01', expiresOn: '2027-07-31', burden: 1 },
  { type: 'eligibility-certificate', expiresOn: '2026-10-31' },
  { type: 'eligibility-certificate', expiresOn: '2027-03-31', fullPay: true },
  { type: 'eligibility-certificate', expiresOn: '2027-03-31', copy: true },
  { type: 'eligibility-certificate' },
  { type: 'eligibility-notice', burden: 3 },
  { type: 'portal-screen' },
  { type: 'portal-screen', saved: true },
  { type: 'insurance-card', expiresOn: '2025-12-01' },
  { type: 'self-declaration' },
  { type: 'temporary-certificate', certifiedOn: '2026-11-20' },
  { type: 'phone' },
]

const READERS: readonly [ReaderResult, ...ReaderResult[]] = [
  { state: 'down' },
  { state: 'read', identifiedBy: 'visual' },
  { state: 'failed', failure: 'reader-fault' },
  { state: 'failed', failure: 'no-identification' },
  { state: 'failed', failure: 'not-registered' },
]

const ANSWERS: readonly [Online, ...Online[]] = [
  { code: 1 },
  { code: 2 },
  { code: 4 },
  { code: 5 },
  { unavailable: true },
]

const CODES = ['certificate', 'notice', 'prescription', 'patient-card'] as const
const REFUSED_CODES = ['my-number', 'link', 'shop', 'unknown', 'medication-notebook'] as const

const set = (key: Extract<Step, { act: 'set' }>['key'], value: unknown, intent: Intent): Step => ({
  act: 'set',
  key,
  value,
  intent,
})

const NOTHING: Brought = {
  persona: null,
  documents: [],
  reader: null,
  online: null,
  scanned: false,
  disturbed: false,
}

/** The middle of one visit: what is shown, read and said. */
const makeVisit = (number: number, random: Random): { steps: Step[]; brought: Brought } => {
  const documents = (...papers: Document[]) => ({
    steps: papers.map((document): Step => ({ act: 'document', document })),
    documents: papers,
  })
  switch (random(10)) {
    case 0:
    case 1: {
      const { steps, documents: brought } = documents(pick(PAPERS, random))
      const reader = pick(READERS, random)
      return {
        steps: [...steps, set('reader', reader, { type: 'set-reader', reader })],
        brought: { ...NOTHING, documents: brought, reader },
      }
    }
    case 2: {
      const code = pick([...CODES], random)
      const first: Step[] = [{ act: 'open' }, { act: 'scan', code: pick([...REFUSED_CODES], random) }]
      return {
        steps: [...(random(3) === 0 ? first : []), { act: 'scan', code }, { act: 'confirm' }],
        brought: { ...NOTHING, scanned: true },
      }
    }
    case 3: {
      const { steps, documents: brought } = documents(pick(PAPERS, random), pick(PAPERS, random))
      const online = pick(ANSWERS, random)
      return {
        steps: [...steps, set('online', online, { type: 'set-online', online })],
        brought: { ...NOTHING, documents: brought, online },
      }
    }
    default: {
      // Every persona in turn, so that all of them come whatever the number.
      const persona = PERSONAS[number % PERSONAS.length]
      if (persona === undefined) throw new Error('there are no personas')
      const isRead = persona.card.kind === 'my-number'
      // Nobody can tell that a mute card is a patient's: its failure counts, and it is no paper of the visit.
      const isMute = persona.card.kind === 'mute'
      const paper = random(4) === 0 ? documents(pick(PAPERS, random)) : documents()
      return {
        steps: [{ act: 'card', persona: persona.id }, ...paper.steps],
        brought: {
          ...NOTHING,
          persona: isRead ? persona.id : null,
          documents: paper.documents,
          reader: isRead || isMute ? (persona.reader ?? null) : null,
          online: isRead ? (persona.online ?? null) : null,
        },
      }
    }
  }
}

/** A fault of a device, in the middle of a visit, and is over at its end. */
const DEVICE_FAULTS = ['pulled', 'mute', 'garbled', 'reader', 'service', 'scanner'] as const

const withDeviceFault = (steps: readonly Step[], fault: (typeof DEVICE_FAULTS)[number]): Step[] => {
  const card: Step = { act: 'card', persona: 'mihon-taro' }
  switch (fault) {
    case 'pulled':
      return [{ act: 'pull-card', persona: 'mihon-taro' }, ...steps]
    case 'mute':
      return [{ act: 'fault', fault: 'card-mute' }, card, ...steps]
    case 'garbled':
      return [{ act: 'fault', fault: 'card-garbled' }, card, ...steps]
    case 'reader':
      return [
        { act: 'fault', fault: 'reader-unplugged' },
        { act: 'document', document: { type: 'eligibility-notice' } },
        { act: 'fault', fault: 'reader-plugged' },
        ...steps,
      ]
    case 'service':
      return [
        { act: 'fault', fault: 'service-stopped' },
        { act: 'document', document: { type: 'portal-screen' } },
        { act: 'fault', fault: 'service-started' },
        ...steps,
      ]
    case 'scanner':
      return [
        { act: 'fault', fault: 'scanner-unplugged' },
        { act: 'document', document: { type: 'self-declaration' } },
        { act: 'fault', fault: 'scanner-plugged' },
        ...steps,
      ]
  }
}

const HOUR = 3_600_000
/** How far the clock is set, in turn: mostly to the next day, whose list of visits begins empty. */
const CLOCK_STEPS = [24 * HOUR, -40 * 60_000, 24 * HOUR, 48 * HOUR, 24 * HOUR, -2 * HOUR] as const

const noticed = (visit: number): Piece => ({ visit, steps: [{ act: 'clock-noticed' }] })

/** Until here processes are killed; afterwards they live on, to be measured. */
const KILLS_END = 0.4

/**
 * Makes a plan.
 * @param random whole numbers below a bound
 * @param setsClock whether the clock can be set
 */
export const makePlan = (visits: number, random: Random, setsClock: boolean): Plan => {
  const parts: (Piece | Outside)[] = []
  const brought = new Map<number, Brought>()
  const faults: Record<string, number> = {}
  const count = (what: string): void => {
    faults[what] = (faults[what] ?? 0) + 1
  }
  const measured = new Map(
    [0.1, KILLS_END + 0.05, 0.5, 0.75, 1].map((share) => [Math.floor(visits * share), share]),
  )
  let clocks = 0
  /** The visit after which the clock's last change must have been noticed. */
  let unnoticed = 0
  let isFull = false
  /** The end of a visit that was put aside, until the next one has ended. */
  let aside: Piece | null = null
  for (let number = 1; number <= visits; number += 1) {
    const { steps, brought: bring } = makeVisit(number, random)
    const reopens = random(10) === 0
    let middle: Step[] = steps
    let disturbed = false
    if (random(12) === 0) {
      const fault = pick([...DEVICE_FAULTS], random)
      count(`device: ${fault}`)
      middle = withDeviceFault(steps, fault)
      disturbed = true
    }
    const end: Step[] = [
      ...(random(6) === 0 ? [{ act: 'park' } as const] : []),
      ...(random(15) === 0 ? [{ act: 'override', outcome: 'accept-with-note' } as const] : []),
      ...(random(3) === 0 ? [] : [{ act: 'tick' } as const]),
      { act: 'end' },
      ...(random(8) === 0 ? [{ act: 'amend', of: random(20), patientNumber: `7${number}` } as const] : []),
      ...(number % 20 === 0 && !isFull ? [{ act: 'settle-follow-ups' } as const] : []),
    ]
    const isFirstOfFull = isFull && number % 250 === 41
    if (isFirstOfFull) middle = [{ act: 'open' }, { act: 'write-until-full' }, ...middle]
    else if (reopens) middle = [{ act: 'reopen', of: random(20) }, ...middle]
    const kills = number <= visits * KILLS_END
    const killsHere =
      kills && number % 50 === 17 ? ['desk', 'window', 'desk-from-outside'][((number / 50) % 3) | 0] : null
    if (killsHere === 'desk') {
      count('desk killed after what was entered')
      parts.push({ visit: number, steps: [...middle, { act: 'kill-desk' }, ...end] })
      disturbed = true
    } else if (killsHere === 'window') {
      count('window killed')
      parts.push({ visit: number, steps: middle }, { act: 'window-killed' }, { visit: number, steps: end })
    } else if (killsHere === 'desk-from-outside') {
      count('desk killed at any moment')
      // Whichever visits it meets: they are known by the desk that begins.
      parts.push({ act: 'desk-killed', afterMilliseconds: random(400) })
      parts.push({ visit: number, steps: [...middle, ...end] })
    } else if (aside === null && !reopens && !isFirstOfFull && random(8) === 0) {
      const patientNumber = `4${number}`
      parts.push({ visit: number, steps: [...middle, { act: 'aside', patientNumber }] })
      aside = { visit: number, steps: [{ act: 'recall', patientNumber }, ...end] }
    } else parts.push({ visit: number, steps: [...middle, ...end] })
    if (aside !== null && (aside.visit < number || number === visits)) {
      parts.push(aside)
      aside = null
    }
    brought.set(number, { ...bring, disturbed })
    // Somebody must come after the disk has room again, or nothing would be written that tells of the gap.
    if (number % 250 === 40 && number + 20 < visits) {
      count('disk full')
      // A clock whose change is noticed while nothing can be written has no row of its own.
      if (unnoticed > number) parts.push(noticed(number))
      unnoticed = 0
      parts.push({ act: 'disk-filled' })
      isFull = true
    }
    if (number % 250 === 60) {
      parts.push({ act: 'disk-freed' })
      isFull = false
    }
    // While desks are killed it is waited for, because a new desk does not know what the clock showed to the last one.
    if (setsClock && number % (kills ? 300 : 150) === 75) {
      count('clock set')
      parts.push({ act: 'clock-set', byMilliseconds: CLOCK_STEPS[clocks % CLOCK_STEPS.length] ?? HOUR })
      clocks += 1
      unnoticed = number + (kills ? 0 : 60)
    }
    if (number === unnoticed || (number === visits && unnoticed > number)) parts.push(noticed(number))
    const share = measured.get(number)
    if (share !== undefined) parts.push({ act: 'measure', at: `${Math.round(share * 100)} %` })
  }
  return { parts, brought, faults }
}
