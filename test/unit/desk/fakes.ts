/** A desk on a table: real steps and effects, with devices, journal and clock that the test moves by hand. */
import { createHash } from 'node:crypto'
import type { CardReaderStatus, CardReading } from '../../../contract/card.ts'
import { type DeskState, deskStateSchema } from '../../../contract/desk.ts'
import type { Intent } from '../../../contract/intents.ts'
import type {
  ClockDoubt,
  JournalEvent,
  JournalFailure,
  JournalPort,
  JournalRow,
  VisitOnRecord,
} from '../../../contract/journal.ts'
import type { KeptLookUp, LookUpStore } from '../../../contract/look-ups.ts'
import type { Settings } from '../../../contract/office.ts'
import { type PatientState, patientStateSchema } from '../../../contract/patient.ts'
import { isSamePatientNumber } from '../../../contract/patient-number.ts'
import { fail, ok } from '../../../contract/result.ts'
import type { FieldProposal, ScanResult } from '../../../contract/scan.ts'
import type { ScannerStatus } from '../../../contract/scanner.ts'
import { isCardCodeStrong, type StaffMember, type StaffPort } from '../../../contract/staff.ts'
import { dayInTokyo, instantInTokyo } from '../../../contract/tokyo.ts'
import type { OfficialAnswer } from '../../../main/desk/model/core.ts'
import type { settingsChanges } from '../../../main/desk/office/settings-store.ts'
import type { Clock } from '../../../main/desk/ports.ts'
import { createRecorder } from '../../../main/desk/process/recorder.ts'
import { type Service, startService } from '../../../main/desk/process/service.ts'
import { visitsFrom } from '../../../main/journal/visits.ts'
import type { CardReaderPort, VerificationPort } from '../../../native/card/port.ts'
import { fakeOffice, MORNING } from './fake-office.ts'

export { MORNING }

/** A reading of a card whose certificate is in date. */
export const GOOD_READING: CardReading = {
  card: 'my-number-card',
  token: 'JPKIAPICCTOKEN2',
  certificate: {
    notBefore: '2024-05-01T00:00:00.000+09:00',
    notAfter: '2029-05-01T23:59:59.000+09:00',
    keyAlgorithm: 'rsa-2048',
    chain: 'not-checked',
    status: 'valid',
    expiresOn: '2029-05-01',
    graceEndsStrict: '2029-08-01',
    graceEndsLenient: '2029-08-31',
    expiresSoon: false,
  },
  exchanges: 8,
  milliseconds: 105,
}

type StoredEvent = { readonly seq: number; readonly event: JournalEvent }

const notAsked = (): never => {
  throw new Error('the desk does not ask for this')
}

/** Staff with one PIN, `2468`, for everybody who is given none of their own afterwards. */
const fakeStaff = (): StaffPort => {
  const members: StaffMember[] = []
  const left: StaffMember[] = []
  const cards = new Map<string, string | null>()
  const pins = new Map<string, string>()
  const byId = (id: string) => members.find((member) => member.id === id)
  return {
    members: () => members,
    left: () => left.map(({ id, name }) => ({ id, name })),
    nameOf: (id) => byId(id)?.name ?? null,
    add: async ({ name, role }) => {
      const member = { id: `s${members.length + left.length + 1}`, name, role, hasCard: false }
      members.push(member)
      return ok(member)
    },
    change: async ({ id, role, pin, card }) => {
      const place = members.findIndex((one) => one.id === id)
      const member = members[place]
      if (member === undefined) return fail('unknown-person')
      if (typeof card === 'string' && !isCardCodeStrong(card)) return fail('card-too-simple')
      if (card !== undefined) cards.set(id, card)
      if (pin !== undefined) pins.set(id, pin)
      members[place] = { ...member, role: role ?? member.role, hasCard: typeof cards.get(id) === 'string' }
      return ok(members[place])
    },
    recover: async ({ id, pin, opensSheet }) => {
      const member = byId(id)
      if (member?.role !== 'administrator') return fail('unknown-person')
      if (!opensSheet()) return fail('wrong')
      pins.set(id, pin)
      return ok(member)
    },
    remove: ({ id }) => {
      const place = members.findIndex((one) => one.id === id)
      if (place < 0) return fail('unknown-person')
      left.push(...members.splice(place, 1))
      return ok(undefined)
    },
    signIn: async ({ id, pin }) => {
      const member = byId(id)
      return member !== undefined && pin === (pins.get(id) ?? '2468') ? ok(member) : fail('wrong')
    },
    signInByCard: (code) => {
      const member = members.find(({ id }) => cards.get(id) === code)
      if (member === undefined) return fail('wrong')
      return ok({ member, needsPin: member.role === 'administrator' })
    },
    signOut: () => ok(undefined),
  }
}

/** Look-ups in memory. */
export const fakeLookUpStore = (): LookUpStore => {
  const kept = new Map<string, KeptLookUp>()
  return {
    all: () => [...kept.values()].sort((one, other) => (one.name < other.name ? -1 : 1)),
    keep: (lookUp) => {
      kept.set(lookUp.name, lookUp)
      return ok(undefined)
    },
    dropBefore: (day) => {
      for (const { name, day: its } of kept.values()) if (its < day) kept.delete(name)
      return ok(undefined)
    },
    digest: (question) => createHash('sha256').update(question).digest('hex'),
    terminal: 'test',
  }
}

/** A journal in memory that can be told to fail. */
export const fakeJournal = () => {
  const rows: StoredEvent[] = []
  let working: string | null = null
  let failing: JournalFailure | null = null
  let doubt: ClockDoubt | null = null
  const stored = (): JournalRow[] =>
    rows.map(({ seq, event }) => ({
      seq,
      stamp: {
        at: instantInTokyo(MORNING),
        day: 'visitDate' in event ? event.visitDate : dayInTokyo(MORNING),
        monotonic: seq,
        session: 'session',
        terminal: 'terminal',
      },
      event,
    }))
  let folded: { readonly of: number; readonly visits: VisitOnRecord[] } | undefined
  /** The visits as the rows have them, folded once for as many rows. */
  const visitsNow = (): readonly VisitOnRecord[] => {
    if (folded?.of !== rows.length) folded = { of: rows.length, visits: visitsFrom(stored()) }
    return folded.visits
  }
  const isOf = (seq: number, checkIn: string): boolean => {
    const event = rows[seq - 1]?.event
    return event?.event === 'concluded' && event.checkIn === checkIn
  }
  const port: JournalPort = {
    warnings: [],
    staff: fakeStaff(),
    lookUps: fakeLookUpStore(),
    get center(): never {
      return notAsked()
    },
    append: (event, also) => {
      if (failing !== null) return fail({ why: failing, detail: 'told to fail' })
      if (also !== undefined) working = also.working
      rows.push({ seq: rows.length + 1, event })
      return ok({ seq: rows.length })
    },
    insured: ({ number }) => ({ lastCharacters: number.slice(-3), hash: '0'.repeat(64) }),
    coverTraces: ({ number, insurerNumber, branch, name }) => [
      {
        insured: number === null ? null : { lastCharacters: number.slice(-3), hash: '0'.repeat(64) },
        cover: {
          ...(insurerNumber === null ? {} : { insurer: '1'.repeat(64) }),
          ...(branch === null ? {} : { branch: '2'.repeat(64) }),
          ...(name === null ? {} : { name: '3'.repeat(64) }),
        },
      },
    ],
    visits: (day, most) => {
      const all = visitsNow().flatMap(({ row }) => (row.day === day ? row : []))
      return { visits: all.sort((one, other) => other.seq - one.seq).slice(0, most), visitCount: all.length }
    },
    visit: ({ visit, seq }) => visitsNow().find(({ ends }) => ends.includes(seq) && isOf(seq, visit)) ?? null,
    openFollowUps: () =>
      visitsNow()
        .toSorted((one, other) => one.row.seq - other.row.seq)
        .flatMap(({ followUps }) => followUps.filter(({ done }) => done === null)),
    monthItems: () => ok([]),
    searchVisits: ({ patientNumber = '' }) => {
      const visits = visitsNow()
        .filter(
          ({ row }) => row.patientNumber !== null && isSamePatientNumber(row.patientNumber, patientNumber),
        )
        .sort((one, other) => other.row.seq - one.row.seq)
      return { visits, found: visits.length }
    },
    keySheet: () => null,
    keys: () => '',
    opensKeySheet: () => fail('no-sheet'),
    roomForNewKeys: () => null,
    makeKeySheet: () => fail({ why: 'unknown', detail: 'no keys' }),
    keepKeySheet: () => fail({ why: 'unknown', detail: 'no keys' }),
    search: ({ events = [], limit = Number.POSITIVE_INFINITY }) => {
      const found = stored().filter(({ event }) => events.includes(event.event))
      return { rows: found.reverse().slice(0, limit), found: found.length }
    },
    signedHeads: () => [],
    signHead: () => fail({ why: 'unknown', detail: 'no key' }),
    saveWorking: (json) => {
      working = json
      return ok(undefined)
    },
    loadWorking: () => working,
    isElsewhere: () => false,
    takeOver: () => ok(undefined),
    lastSettings: () => ({ text: null, coming: null, isRestored: false }),
    noteComingSettings: () => ok(undefined),
    keepLastSettings: () => ok(undefined),
    statistics: notAsked,
    export: notAsked,
    verify: notAsked,
    *backUp({ folder }) {
      yield 0
      return ok({ path: folder ?? 'backups', rows: rows.length, others: 0 })
    },
    purge: notAsked,
    pendingPurge: () => null,
    cancelPurge: notAsked,
    clearUnfinished: () => {},
    firstAt: () => null,
    clockDoubt: () => doubt,
    confirmDay: ({ staff, today }) => {
      doubt = null
      rows.push({ seq: rows.length + 1, event: { event: 'clock-confirmed', staff, today } })
      return ok(undefined)
    },
    extendedKeys: notAsked,
    rotateKeys: notAsked,
    acknowledgeLosses: notAsked,
    slip: notAsked,
    close: () => {},
  }
  return {
    /** The clock cannot be right from now on, or can again. */
    doubts: (why: ClockDoubt | null) => {
      doubt = why
    },
    port,
    names: () => rows.map(({ event }) => event.event),
    events: () => rows.map(({ event }) => event),
    text: () => JSON.stringify(rows) + (working ?? ''),
    fail: (why: JournalFailure | null) => {
      failing = why
    },
    working: () => working,
  }
}

export type FakeJournal = ReturnType<typeof fakeJournal>

/** Starts a desk on fakes. Pass the journal of an earlier one to play a restart. */
export const fakeDesk = (
  options: {
    journal?: FakeJournal
    /** A real journal in place of the one in memory. */
    port?: JournalPort
    /** A folder for the settings, where a test changes them. */
    home?: string
    takesOverFrom?: 'crashed' | 'hung'
    missedStep?: boolean
    programEnded?: boolean
    zone?: Clock['zone']
    official?: () => OfficialAnswer | null
    settings?: Partial<Settings>
    /** The facts that 照合番号B opens on the card that lies there. */
    verification?: VerificationPort
    /** A reader of its own, in place of the one that {@link card} moves. */
    cardReader?: CardReaderPort
    differingSettings?: ReturnType<typeof settingsChanges>
    isRestored?: boolean
    wasAsked?: boolean
  } = {},
) => {
  const journal = options.journal ?? fakeJournal()
  const port = options.port ?? journal.port
  const states: DeskState[] = []
  const patients: PatientState[] = []
  let wall = MORNING
  let monotonic = 0
  let cardReader: (status: CardReaderStatus) => void = () => {}
  let scanner: (status: ScannerStatus) => void = () => {}
  let scan: (result: ScanResult, proposal: FieldProposal | null) => void = () => {}
  let learning = false
  let capture: ((text: string) => void) | null = null
  let drained = 0
  let nextPatients = 0
  const waits: boolean[] = []
  const ticks: (() => void)[] = []
  /** Work that waits for the desk's next turn: the steps of a long act. */
  const turns: (() => void)[] = []
  let ids = 0
  let revision = 0
  const office = fakeOffice({
    journal: port,
    home: options.home,
    settings: options.settings,
    monotonic: () => monotonic,
    after: (act) => turns.push(act),
  })
  const clock = {
    instant: () => instantInTokyo(wall),
    today: () => dayInTokyo(wall),
    zone: options.zone ?? (() => ({ name: () => 'Asia/Tokyo', isRight: true })),
    monotonic: () => monotonic,
    after: () => () => {},
    every: (_: number, act: () => void) => {
      ticks.push(act)
      return () => {}
    },
  }
  const service: Service = startService({
    simulated: false,
    settings: {
      fingerprint: '0'.repeat(16),
      differing: options.differingSettings ?? [],
      isRestored: options.isRestored ?? false,
      wasAsked: options.wasAsked ?? false,
    },
    devices: {
      cardReader: options.cardReader ?? {
        start: (listener) => {
          cardReader = listener
        },
        readAgain: () => {},
        verification: options.verification,
        stop: async () => {},
      },
      scanner: {
        start: (listener) => {
          scanner = listener.status
        },
        drain: async () => {
          drained += 1
        },
        stop: async () => {},
      },
      official: options.official ?? (() => null),
    },
    clock,
    journal: port,
    recorder: createRecorder({
      journal: port,
      failure: null,
      staff: office.actor,
      instant: clock.instant,
      log: () => {},
    }),
    scans: {
      listen: (hear) => {
        scan = hear
      },
      heard: () => {},
      typed: () => {},
      nextPatient: () => {
        nextPatients += 1
      },
      learn: (on) => {
        learning = on
      },
      wait: (on) => {
        waits.push(on)
      },
      capture: (hear) => {
        capture = hear
      },
      configure: () => {},
      stop: () => {},
    },
    office,
    ruleSet: '2026-11-22',
    version: '0.0.0',
    takesOverFrom: options.takesOverFrom ?? null,
    missedStep: options.missedStep ?? false,
    programEnded: options.programEnded ?? false,
    checkInId: () => {
      ids += 1
      return `check-in-${ids}`
    },
    nextRevision: () => {
      revision += 1
      return revision
    },
    publish: ({ text, patientText }) => {
      states.push(deskStateSchema.parse(JSON.parse(text)))
      patients.push(patientStateSchema.parse(JSON.parse(patientText)))
    },
  })
  const state = (): DeskState => {
    const last = states.at(-1)
    if (last === undefined) throw new Error('the desk has said nothing yet')
    return last
  }
  return {
    journal,
    service,
    state,
    states,
    patient: () => patients.at(-1),
    checkIn: () => {
      const { checkIn } = state()
      if (checkIn === null) throw new Error('no check-in is open')
      return checkIn
    },
    reason: () => state().checkIn?.decided?.decision.reasons[0]?.code,
    messages: () => state().messages.map(({ code }) => code),
    intend: (intent: Intent) => service.ask(intent),
    card: (status: CardReaderStatus) => cardReader(status),
    scannerStatus: (status: ScannerStatus) => scanner(status),
    scan: (result: ScanResult, proposal: FieldProposal | null = null) => scan(result, proposal),
    learning: () => learning,
    /** A code is scanned while staff cards are waited for. @returns whether they are */
    staffCard: (code: string): boolean => {
      capture?.(code)
      return capture !== null
    },
    drained: () => drained,
    nextPatients: () => nextPatients,
    /** Every time the scanner room was told to wait, or to go on. */
    waits,
    /** Lets the desk take so many turns of a long act, or all that there are. */
    turn: (most = Number.POSITIVE_INFINITY) => {
      for (let taken = 0; taken < most && turns.length > 0; taken += 1) turns.shift()?.()
    },
    /** Time in which no timer fires, as when the machine sleeps. */
    sleep: (milliseconds: number) => {
      wall += milliseconds
      monotonic += milliseconds
    },
    /** Lets time pass: wall clock and monotonic clock, which part when the clock is set. */
    pass: (milliseconds: number, setBy = 0) => {
      wall += milliseconds + setBy
      monotonic += milliseconds
      for (const tick of ticks) tick()
    },
  }
}
