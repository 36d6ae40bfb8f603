import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FromDesk, fromDeskSchema } from '../../../contract/from-desk.ts'
import { DESK_FATALS, MAX_KEYS, MAX_SILENT_MS } from '../../../contract/from-desk-values.ts'
import { RIGHTS } from '../../../contract/rights.ts'
import { readFromDesk } from '../../../main/shell/desk/from-desk.ts'

const FACTS = { revision: 7, patientWindow: true, rights: ['check-in', 'look'], mayLeave: false } as const
const MESSAGES: readonly FromDesk[] = [
  { type: 'state', text: '{}', patientText: '{}', facts: { ...FACTS, rights: [...FACTS.rights] } },
  { type: 'pong', number: -3 },
  { type: 'keep-keys', keys: '{"ring":1}' },
  { type: 'keys-opened' },
  { type: 'silent', milliseconds: 300_000 },
  { type: 'fatal', problem: 'journal-held' },
]

/** A field after the change: right, nearly right, and of another kind. */
const held = fc.oneof(
  fc.constantFrom<unknown>(null, undefined, true, '', [], {}, 0, -1, 1.5, 1e21, Number.NaN),
  fc.constantFrom<unknown>(MAX_SILENT_MS, MAX_SILENT_MS + 1, 'x'.repeat(MAX_KEYS), 'x'.repeat(MAX_KEYS + 1)),
  fc.constantFrom<unknown>(...DESK_FATALS, ...RIGHTS, ...MESSAGES.map(({ type }) => type)),
  fc.constantFrom<unknown>(
    FACTS,
    { ...FACTS, revision: -1 },
    { ...FACTS, rights: ['rule'] },
    { ...FACTS, more: 1 },
  ),
  fc.subarray([...RIGHTS, 'none']),
)
const changed = fc
  .record({
    message: fc.constantFrom(...MESSAGES),
    field: fc.constantFrom(
      ...['type', 'text', 'patientText', 'facts', 'number', 'keys', 'milliseconds', 'problem', 'more'],
      ...['facts.revision', 'facts.patientWindow', 'facts.rights', 'facts.mayLeave', 'facts.more'],
    ),
    value: held,
    isLeftOut: fc.boolean(),
  })
  .map(({ message, field, value, isLeftOut }): unknown => {
    const [name = '', inner] = field.split('.')
    const copy: Record<string, unknown> = structuredClone(message)
    const facts: unknown = copy.facts
    const into: Record<string, unknown> =
      inner !== undefined && typeof facts === 'object' && facts !== null ? Object(facts) : copy
    const key = into === copy ? name : (inner ?? name)
    if (isLeftOut) delete into[key]
    else into[key] = value
    return copy
  })

describe('a message of the desk', () => {
  it.each(MESSAGES.map((message) => [message.type, message] as const))(
    '%s is read as it was sent',
    (_type, message) => expect(readFromDesk(message)).toEqual({ ok: true, value: message }),
  )

  it('is read by hand as the contract reads it, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 8, arbitrary: changed }, fc.anything()), (message) => {
        const bySchema = fromDeskSchema.safeParse(message)
        const byHand = readFromDesk(message)
        expect(byHand.ok).toBe(bySchema.success)
        if (byHand.ok) expect(byHand.value).toEqual(bySchema.data)
      }),
      { numRuns: 3_000 },
    )
  })

  it('that is not of the contract is told by its type alone', () => {
    expect(readFromDesk({ type: 'keep-keys', keys: 5, secret: 'x' })).toEqual({
      ok: false,
      problem: 'keep-keys',
    })
    expect(readFromDesk({ type: 'secret' })).toEqual({ ok: false, problem: '' })
  })
})
