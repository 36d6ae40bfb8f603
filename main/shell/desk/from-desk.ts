/**
 * Reads what a desk says. By hand: to load and build the schemas for these six messages takes the shell some 35 milliseconds, just
 * when the first state has come and the page waits for it. `fromDeskSchema` (contract/from-desk.ts) is what holds; a
 * test compares the two over messages of every shape.
 */
import type { DeskFatal, FromDesk, ShellFacts } from '../../../contract/from-desk.ts'
import { DESK_FATALS, MAX_KEYS, MAX_SILENT_MS } from '../../../contract/from-desk-values.ts'
import { readJson } from '../../../contract/json-text.ts'
import { fail, ok, type Result } from '../../../contract/result.ts'
import { RIGHTS } from '../../../contract/rights.ts'
import type { Right } from '../../../contract/staff.ts'

type Fields = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const isTruth = (value: unknown): value is boolean => typeof value === 'boolean'
const isInteger = (value: unknown): value is number => Number.isSafeInteger(value)
const isRight = (value: unknown): value is Right => RIGHTS.some((right) => right === value)
const isFatal = (value: unknown): value is DeskFatal => DESK_FATALS.some((fatal) => fatal === value)

/** Tells whether an object has no other fields than these. */
const hasOnly = (value: Fields, names: readonly string[]): boolean =>
  Object.keys(value).every((name) => names.includes(name))

const readFacts = (value: unknown): ShellFacts | null => {
  if (!isObject(value) || !hasOnly(value, ['revision', 'patientWindow', 'rights', 'mayLeave'])) return null
  const { revision, patientWindow, rights, mayLeave } = value
  if (!isInteger(revision) || revision < 0 || !isTruth(patientWindow) || !isTruth(mayLeave)) return null
  const all: readonly unknown[] | null = Array.isArray(rights) ? [...rights] : null
  return all?.every(isRight) === true
    ? { revision, patientWindow, rights: all.filter(isRight), mayLeave }
    : null
}

const readState = (value: Fields): FromDesk | null => {
  const { text, patientText } = value
  const facts = readFacts(value.facts)
  if (!hasOnly(value, ['type', 'text', 'patientText', 'facts']) || facts === null) return null
  return isText(text) && isText(patientText) ? { type: 'state', text, patientText, facts } : null
}

const readByType = (value: Fields): FromDesk | null => {
  const { type } = value
  switch (type) {
    case 'state':
      return readState(value)
    case 'pong':
      return hasOnly(value, ['type', 'number']) && isInteger(value.number)
        ? { type, number: value.number }
        : null
    case 'keep-keys':
      return hasOnly(value, ['type', 'keys']) && isText(value.keys) && value.keys.length <= MAX_KEYS
        ? { type, keys: value.keys }
        : null
    case 'keys-opened':
      return hasOnly(value, ['type']) ? { type } : null
    case 'silent': {
      const { milliseconds } = value
      if (!hasOnly(value, ['type', 'milliseconds']) || !isInteger(milliseconds)) return null
      return milliseconds >= 0 && milliseconds <= MAX_SILENT_MS ? { type, milliseconds } : null
    }
    case 'fatal':
      return hasOnly(value, ['type', 'problem']) && isFatal(value.problem)
        ? { type, problem: value.problem }
        : null
    default:
      return null
  }
}

/** The types of messages: what is wrong with one is told by its type, never by what it holds. */
const TYPES = [
  'state',
  'pong',
  'keep-keys',
  'keys-opened',
  'silent',
  'fatal',
] as const satisfies readonly FromDesk['type'][]

/** @returns the message, or its type where it is not of the contract (`''` where it has none that is known) */
export const readFromDesk = (value: unknown): Result<FromDesk, string> => {
  if (!isObject(value)) return fail('')
  const message = readByType(value)
  return message === null ? fail(TYPES.find((type) => type === value.type) ?? '') : ok(message)
}

/** Adds to a state, as text, the message that something asked for was neither done nor kept; what is no state stays as it is. */
export const withRefusal = (text: string): string => {
  const state = readJson(text)
  if (!isObject(state) || !Array.isArray(state.messages)) return text
  const numbers = state.messages.map((message: unknown) =>
    isObject(message) && isInteger(message.id) ? message.id : 0,
  )
  const refusal = { id: Math.max(0, ...numbers) + 1, code: 'INPUT_REFUSED', tone: 'problem', details: {} }
  return JSON.stringify({ ...state, messages: [...state.messages, refusal] })
}
