/**
 * Every message door, with malformed messages: window → shell, patient → shell, shell → desk, desk → shell, printing.
 * None may be accepted that the contract does not hold, none may throw. One million by default; `DOOR_MESSAGES` sets
 * another number.
 */
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { printRequestSchema } from '../../contract/bridge.ts'
import { fromDeskSchema } from '../../contract/from-desk.ts'
import { intentSchema } from '../../contract/intents.ts'
import { patientIntentSchema } from '../../contract/patient.ts'
import { toDeskSchema } from '../../contract/process.ts'
import { openMessage } from '../../main/shell/ipc/message.ts'
import { QUIET } from '../electron/fixture/state.ts'

const MESSAGES = Number(process.env.DOOR_MESSAGES ?? 1_000_000)

/** Mulberry32: small, seeded, good enough to vary inputs. */
const randomFrom = (seed: number) => {
  let state = seed
  return (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

const GOOD: readonly Json[] = [
  { type: 'open-check-in' },
  { type: 'set-patient-number', patientNumber: '00123' },
  { type: 'set-online', online: { code: 1 } },
  { type: 'typed-scan', text: ']Q10000' },
  { type: 'override', outcome: 'accept', why: '受付の判断' },
  {
    type: 'add-document',
    document: { type: 'eligibility-notice', burden: 3 },
    claims: { name: '見本 太郎' },
  },
  { type: 'choose-language', language: 'ko' },
  { type: 'simulate', command: { command: 'remove-card' } },
  { paper: 'slip', seq: 17, as: 'pdf' },
  { type: 'intent', intent: { type: 'conclude' } },
  { type: 'window', what: 'crashed' },
  { type: 'ping', number: 3 },
  { type: 'pong', number: 3 },
  { type: 'fatal', problem: 'unknown' },
  { type: 'keep-keys', keys: 'x' },
  {
    type: 'state',
    text: '{}',
    patientText: '{}',
    facts: { revision: 1, rights: ['look'], patientWindow: false, mayLeave: false },
  },
  { type: 'state', state: JSON.parse(JSON.stringify(QUIET)) },
]

const ODD: readonly Json[] = [
  null,
  true,
  -1,
  0.5,
  1e308,
  '',
  'x'.repeat(9_000),
  '__proto__',
  'constructor',
  '../../etc/passwd',
  '123456789018',
  [],
  {},
  [[]],
  { __proto__: null },
  '\u0000',
  '\ud800',
  { type: 'open-check-in' },
]

/** Changes one place of a message: a value replaced, a key added, taken away or renamed. */
const damage = (message: Json, random: () => number): Json => {
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)]
  if (Array.isArray(message)) {
    if (message.length === 0 || random() < 0.3) return pick(ODD) ?? null
    const at = Math.floor(random() * message.length)
    return message.map((item, index) => (index === at ? damage(item, random) : item))
  }
  if (typeof message !== 'object' || message === null || random() < 0.1) return pick(ODD) ?? null
  const keys = Object.keys(message)
  const key = pick(keys)
  if (key === undefined || random() < 0.3)
    return { ...message, [pick(['more', '__proto__', 'toString', 'type2']) ?? 'x']: pick(ODD) ?? null }
  const { [key]: value, ...rest } = message
  if (random() < 0.2) return rest
  if (random() < 0.2) return { ...rest, [`${key} `]: value ?? null }
  return { ...rest, [key]: damage(value ?? null, random) }
}

const DOORS: Readonly<Record<string, z.ZodType>> = {
  window: intentSchema,
  patient: patientIntentSchema,
  print: printRequestSchema,
  toDesk: toDeskSchema,
  fromDesk: fromDeskSchema,
}

test(`${MESSAGES} malformed messages at every door`, () => {
  const random = randomFrom(20_261_122)
  const accepted: Record<string, number> = {}
  let refused = 0
  for (let count = 0; count < MESSAGES; count += 1) {
    const good = GOOD[Math.floor(random() * GOOD.length)] ?? null
    const message = damage(good, random)
    const text = JSON.stringify(message)
    const cut = random() < 0.05 ? text.slice(0, Math.floor(random() * text.length)) : text
    for (const [door, schema] of Object.entries(DOORS)) {
      const opened = openMessage(schema, cut)
      if (!opened.ok) {
        refused += 1
        continue
      }
      // A damaged message may still be a good one (another number, a text for a text): then it is word for word what
      // the contract allows, nothing was dropped, and nothing was added.
      accepted[door] = (accepted[door] ?? 0) + 1
      const own = JSON.parse(cut)
      expect(JSON.parse(JSON.stringify(opened.value))).toEqual(own)
      expect(JSON.stringify(own)).not.toMatch(/"(more|type2|toString)":/)
    }
  }
  console.log(`refused ${refused}; still of the contract: ${JSON.stringify(accepted)}`)
  expect(refused).toBeGreaterThan(MESSAGES * 4)
  expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain('more')
})
