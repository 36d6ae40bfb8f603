/** Random scanners: streams of pieces, mended and broken, and codes that hold an individual number in disguise. */

import type { ScanEvent } from '../../../contract/recording.ts'
import type { ScanConfig, ScanResult } from '../../../contract/scan.ts'
import { REPORT_LAYOUTS } from '../../../contract/scanner.ts'
import { prescription } from '../../../fixtures/cases/scans/build.ts'
import { encodeCp932 } from '../../../fixtures/codes/cp932.ts'
import { INVENTED_CODES } from '../../../fixtures/codes/index.ts'
import { toReports } from '../../../fixtures/codes/reports.ts'
import { MAX_BYTES } from '../../../main/codes/assembly.ts'
import { holdsIndividualNumber } from '../../../main/codes/individual-number.ts'
import { createScanSession, type ScanSession, stepSession } from '../../../main/codes/session.ts'
import { randomFrom } from '../../long/random.ts'

export type Random = {
  /** A whole number from 0 to below `below`. */
  int(below: number): number
  pick<Value>(values: readonly Value[]): Value
}

/** Random numbers and picks, the same ones for the same seed. */
export const seededRandom = (seed: number): Random => {
  const int = randomFrom(seed)
  return {
    int,
    pick: (values) => {
      const value = values[int(values.length)]
      if (value === undefined) throw new Error('nothing to pick from')
      return value
    },
  }
}

const CONFIG: ScanConfig = {
  patientCard: { symbologies: ['F0'], pattern: '^[0-9]{7}$' },
  templates: [
    {
      name: '見本',
      kind: 'eligibility-certificate',
      dates: 'yyyymmdd',
      pattern: '^SK1,(?<insurerNumber>\\d{6,8}),(?<number>[^,]*),(?<name>[^,]*),(?<birthDate>\\d{8})$',
    },
    {
      name: '見本',
      kind: 'eligibility-notice',
      dates: 'era7',
      pattern: '^(?<symbol>[^;]*);(?<number>[^;]*);(?<birthDate>\\d{7})$',
    },
  ],
  profiles: { s2: 'B', s3: 'C' },
  serial: { com1: { end: 'etx', splitHeader: true }, com2: { end: 'idle' } },
}

const DEVICES = ['s1', 's2', 's3', 'com1', 'com2'] as const
const SYMBOLOGIES = ['Q1', 'Q1', 'Q1', 'F0', 'E0', 'C1', 'Q2', 'Q3', 'X0', 'Z6', 'A0', 'd2'] as const
const LAYOUTS = { s1: REPORT_LAYOUTS.A, s2: REPORT_LAYOUTS.B, s3: REPORT_LAYOUTS.C } as const
const PHASES = ['open', 'waiting', 'close', 'open', 'open'] as const

const randomBytes = (random: Random, most: number): Uint8Array =>
  Uint8Array.from({ length: random.int(most) }, () => random.int(256))

const document = (random: Random): Uint8Array => {
  switch (random.int(4)) {
    case 0:
      return random.int(40) === 0 ? new Uint8Array(9_000).fill(0x51) : randomBytes(random, 200)
    case 1:
      return encodeCp932(prescription({ '13': `${random.int(3)}${random.int(9_999_999)}` }))
    case 2:
      return encodeCp932(`SK1,01130012,${random.int(99_999)},見本,19${10 + random.int(90)}0401`)
    default:
      return random.pick(INVENTED_CODES).bytes
  }
}

const broken = (random: Random, bytes: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  for (let count = random.int(3); count > 0 && copy.length > 0; count -= 1)
    copy[random.int(copy.length)] = random.int(256)
  return random.int(8) === 0 ? copy.subarray(0, random.int(copy.length + 1)) : copy
}

const scanEvents = (random: Random, at: number): ScanEvent[] => {
  const device = random.pick(DEVICES)
  const bytes = document(random)
  if (device === 'com1' || device === 'com2') {
    const message =
      device === 'com1' && random.int(2) === 0
        ? Uint8Array.of(...new TextEncoder().encode(`${1 + random.int(4)}${1 + random.int(4)}1B`), ...bytes)
        : bytes
    return [
      { at, kind: 'bytes', device, bytes: random.int(4) === 0 ? message : Uint8Array.of(...message, 3) },
    ]
  }
  const mend = random.int(3) > 0
  return toReports(bytes, random.pick(SYMBOLOGIES), LAYOUTS[device]).map((report, index) => ({
    at: at + index,
    kind: 'report' as const,
    device,
    report: mend ? report : broken(random, report),
  }))
}

/** A stream of some twenty to fifty events on one desk, in the order of their clock. */
export const randomStream = (random: Random): readonly ScanEvent[] => {
  const events: ScanEvent[] = []
  let at = 0
  for (let count = 2 + random.int(5); count > 0; count -= 1) {
    const next = scanEvents(random, at)
    events.push(...(random.int(6) === 0 ? next.slice(random.int(next.length)) : next))
    const what = random.int(10)
    if (what === 0) events.push({ at: at + next.length, kind: 'check-in', phase: random.pick(PHASES) })
    if (what === 1) events.push({ at: at + next.length, kind: 'lost', device: random.pick(DEVICES) })
    if (what === 2)
      events.push({
        at: at + next.length,
        kind: 'text',
        device: 'keyboard',
        text: String.fromCharCode(...randomBytes(random, 60)),
      })
    at += next.length + random.pick([1, 150, 250, 900, 3000])
  }
  return [...events, { at: at + 10_000, kind: 'tick' }]
}

/** Bytes that a session holds. */
const heldBytes = (session: ScanSession): number => {
  const pieces = [...session.assemblies.values()].flatMap((assembly) => [...assembly.pieces])
  const parts = [...(session.scans.parts?.have.values() ?? [])]
  return [...pieces, ...parts].reduce((sum, bytes) => sum + bytes.length, 0)
}

/** Plays a stream; throws where a session holds more than it may. */
export const play = (events: readonly ScanEvent[]): readonly ScanResult[] => {
  let session = createScanSession(CONFIG)
  const results: ScanResult[] = []
  for (const event of events) {
    const step = stepSession(session, event)
    session = step.session
    results.push(...step.results)
    if (heldBytes(session) > (DEVICES.length + 16) * MAX_BYTES) throw new Error('a session holds too much')
  }
  return results
}

const WEIGHTS = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2] as const

/** An invented individual number: eleven random digits and their check digit (番号法施行令8条). */
export const randomIndividualNumber = (random: Random): string => {
  const digits = Array.from({ length: 11 }, () => random.int(10))
  const remainder = digits.reduce((sum, digit, index) => sum + digit * (WEIGHTS[index] ?? 0), 0) % 11
  return [...digits, remainder <= 1 ? 0 : 11 - remainder].join('')
}

const fullWidth = (text: string): string =>
  text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))

const DISGUISES: readonly ((number: string) => string)[] = [
  (number) => number,
  fullWidth,
  (number) => number.replace(/(\d{4})(?=\d)/g, '$1 '),
  (number) => number.replace(/(\d{4})(?=\d)/g, '$1-'),
  (number) => fullWidth(number).replace(/(....)(?=.)/g, '$1　'),
  (number) => fullWidth(number).replace(/(......)(?=.)/g, '$1－'),
  (number) => number.replace(/(\d)(?=\d)/g, '$1 '),
]

/** A code that holds an individual number somewhere, in some disguise, in cp932 or UTF-8. */
export const codeWithIndividualNumber = (random: Random): { bytes: Uint8Array; symbology: string } => {
  const hidden = random.pick(DISGUISES)(randomIndividualNumber(random))
  const carrier = random.pick([
    '',
    '見本 花子さま',
    'https://example.test/?a=b',
    'SK1,01130012,34,見本,19500401',
    '39139993,,12345678,,19500401,1234567890123456',
    'JAHISTC08,1\r\n1,見本 花子,2,S250401\r\n',
    'AZaz/',
    prescription(),
  ])
  const place = random.int(carrier.length + 1)
  const text = `${carrier.slice(0, place)}[${hidden}]${carrier.slice(place)}`
  const bytes = random.int(2) === 0 ? encodeCp932(text) : new TextEncoder().encode(text)
  return { bytes, symbology: random.pick(['Q1', 'Q1', 'F0', 'C0', 'd1', 'L0', 'E0', 'z0']) }
}

/** The fault of the results of a stream, or null. */
export const problemOf = (results: readonly ScanResult[]): string | null => {
  for (const result of results) {
    if (result.outcome === 'accept' && holdsIndividualNumber(JSON.stringify(result)))
      return 'an individual number came through'
    if (result.outcome === 'refuse' && Object.keys(result).join() !== 'outcome,reason')
      return 'a refusal says more than why'
  }
  return null
}

const REFUSED = '[{"outcome":"refuse","reason":"MY_NUMBER"}]'

/** One round: a random stream, and a code with an individual number by scanners of both kinds. Returns what is wrong. */
export const fuzzRound = (seed: number): string | null => {
  const random = seededRandom(seed)
  const problem = problemOf(play(randomStream(random)))
  if (problem !== null) return problem
  const { bytes, symbology } = codeWithIndividualNumber(random)
  const results = play(
    toReports(bytes, symbology).map((report, index) => ({ at: index, kind: 'report', device: 's1', report })),
  )
  // A scanner that sends split symbols one by one: what stands before the number may look like a part's header.
  const bySerial = play([{ at: 0, kind: 'bytes', device: 'com1', bytes: Uint8Array.of(...bytes, 3) }])
  return [results, bySerial].every((all) => JSON.stringify(all) === REFUSED)
    ? null
    : `${new TextDecoder().decode(bytes)} gave ${JSON.stringify([results, bySerial])}`
}
