/** Registers our own number of a patient at the official side (照会番号), once their visit is accepted. */
import { isConfirmed } from '../../../contract/ending.ts'
import { hasSeveral } from './bridge-match.ts'
import type { DeskEvent, Step } from './core.ts'
import { type Core, say, stay } from './core.ts'

/**
 * Asks for it where the clinic has set so. Only after an official answer about one entitlement that brought no number: one
 * that it brings is another system's or our own, and is not written over.
 */
export const registerNumber = (core: Core, checkIn: string): Step => {
  const view = core.state.checkIn
  if (view?.id !== checkIn || !core.state.bridge.use.registersNumber) return stay(core)
  const { official, patientNumber } = view
  const entitlements = official?.entitlements.map(({ entitlement }) => entitlement) ?? []
  const [one] = entitlements
  if (!isConfirmed(view) || patientNumber === null || one === undefined || hasSeveral(entitlements))
    return stay(core)
  const { insurerNumber, symbol, number, branch } = one
  if (entitlements.some(({ referenceNumber }) => referenceNumber !== null)) return stay(core)
  if (insurerNumber === null || number === null) return stay(core)
  const registration = {
    referenceNumber: patientNumber,
    insurerNumber,
    number,
    ...(symbol === null ? {} : { symbol }),
    ...(branch === null ? {} : { branch }),
  }
  return { core, effects: [{ type: 'register-number', checkIn, registration }] }
}

/** Puts on record what came of it. Where it was not taken the desk says so: nothing else depends on it. */
export const registrationEnded = (
  core: Core,
  { checkIn, problem }: Extract<DeskEvent, { type: 'registration-ended' }>,
): Step => ({
  core: problem === null ? core : say(core, 'NUMBER_NOT_REGISTERED', 'info'),
  effects: [
    { type: 'record', event: { event: 'number-registered', checkIn, result: problem ?? 'registered' } },
  ],
})
