import { describe, expect, it } from 'vitest'
import type { Need, Outcome, ReasonCode } from '../../../contract/decision.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { STATES } from '../../../fixtures/states/states.ts'
import { offered } from '../../../renderer/screens/check-in/may-override.ts'
import { mayEndBeside, nextStep } from '../../../renderer/screens/check-in/next-step.ts'

const checkIn = (state: { checkIn: CheckInView | null }): CheckInView => {
  if (state.checkIn === null) throw new Error('this state has no check-in')
  return state.checkIn
}
const step = (state: { checkIn: CheckInView | null }, reading = false, nothing = false) =>
  nextStep({ ...checkIn(state), nothingShown: nothing }, reading)

/** Nothing was shown, and this was said of the visit and decided on it. */
const decidedBy = (
  code: ReasonCode,
  outcome: Outcome,
  visit: CheckInView['visit'],
  needs: Need[] = [],
): CheckInView => ({
  ...checkIn(STATES.choose),
  visit,
  decided: {
    seq: 1,
    decision: { outcome, reasons: [{ code, rules: [] }], needs, notes: [], burden: null, overridable: true },
  },
})

describe('what the desk does alone comes before anything is asked of the patient', () => {
  it.each(['look-up', 'desk-app'] as const)('%s', (need) => {
    const failed: CheckInView = {
      ...decidedBy('CARD_ONLY_FALLBACK', 'need-more', {}, [need, 'portal-screen', 'self-declaration']),
      reader: { state: 'failed', failure: 'reader-fault' },
    }
    expect(nextStep(failed, false)).toEqual({
      kind: 'need',
      need,
      others: ['portal-screen', 'self-declaration'],
    })
  })
})

describe('a decision by staff', () => {
  it('is offered to those alone who may make one', () => {
    const needs: Need[] = ['branch-number', 'staff']
    expect(offered(needs, true)).toEqual(needs)
    expect(offered(needs, false)).toEqual(['branch-number'])
    expect(offered(['staff'], false)).toEqual([])
  })
})

describe('the next step', () => {
  it('is to leave a card alone while it is read, whatever else is here', () => {
    expect(step(STATES.accepted, true)).toEqual({ kind: 'reading' })
  })

  it('is to choose a document while there is nothing, until the patient has nothing', () => {
    expect(step(STATES.choose)).toEqual({ kind: 'choose-document' })
    expect(step(STATES.choose, false, true).kind).not.toBe('choose-document')
  })

  it('asks nobody for documents in an emergency', () => {
    const emergency = decidedBy('EMERGENCY', 'accept-with-note', { emergency: true })
    expect(nextStep(emergency, false)).toEqual({ kind: 'conclude' })
  })

  it('answers what was said of the visit, and still asks for a document where that decides nothing', () => {
    const lost = decidedBy('CARD_LOST', 'need-more', { cardLost: true }, ['eligibility-certificate'])
    expect(nextStep(lost, false)).toMatchObject({ kind: 'need', need: 'eligibility-certificate' })
    const returning = decidedBy('NO_PROOF', 'not-confirmed', { kind: 'return' })
    expect(nextStep(returning, false)).toEqual({ kind: 'choose-document' })
  })

  it('asks for the official answer when the card was read', () => {
    expect(step(STATES['ask-online'])).toEqual({ kind: 'ask-online' })
  })

  it('is to finish what is accepted', () => {
    expect(step(STATES.accepted)).toEqual({ kind: 'conclude' })
    expect(step(STATES.noted)).toEqual({ kind: 'conclude' })
  })

  it('is to finish what a person has accepted, whatever the rules say', () => {
    expect(step(STATES.overridden)).toEqual({ kind: 'conclude' })
  })

  it('compares a scan with its paper before finishing', () => {
    const found = step(STATES['compare-scan'])
    expect(found.kind === 'compare-scan' && found.evidence.map(({ document }) => document.type)).toEqual([
      'eligibility-notice',
    ])
  })

  it('offers the roads behind a failed reader in their lawful order', () => {
    const found = step(STATES.fallback)
    expect(found).toEqual({
      kind: 'fallback',
      roads: ['portal-screen', 'eligibility-notice', 'self-declaration'],
      besides: ['eligibility-certificate'],
    })
  })

  it('puts the record of an earlier visit third, at a return visit alone', () => {
    const found = step(STATES['fallback-return'])
    expect(found.kind === 'fallback' && found.roads).toEqual([
      'portal-screen',
      'eligibility-notice',
      'past-record',
      'self-declaration',
    ])
  })

  it('offers only the roads that the decision leaves open', () => {
    const faceOnly = {
      ...checkIn(STATES.fallback),
      decided: {
        seq: 1,
        decision: {
          ...(checkIn(STATES.fallback).decided?.decision ?? { burden: null, notes: [], overridable: true }),
          outcome: 'need-more' as const,
          reasons: [{ code: 'FACE_ONLY_CARD' as const, rules: ['N12'] }],
          needs: ['eligibility-notice' as const, 'self-declaration' as const],
        },
      },
    }
    const found = nextStep(faceOnly, false, false)
    expect(found.kind === 'fallback' && found.roads).toEqual(['eligibility-notice', 'self-declaration'])
  })

  it('does not offer them for a refused card', () => {
    expect(step(STATES.refused)).toEqual({ kind: 'need', need: 'eligibility-certificate', others: [] })
  })

  it('asks for the easiest thing first', () => {
    expect(step(STATES.more)).toEqual({
      kind: 'need',
      need: 'eligibility-certificate',
      others: ['my-number-card'],
    })
  })
})

describe('the end beside the next step', () => {
  const nothing = checkIn(STATES.choose)
  it.each([
    ['while a card is read', { kind: 'reading' }, nothing, false],
    ['where nobody has said who this is', { kind: 'ask-patient' }, nothing, false],
    ['where the step is the end', { kind: 'conclude' }, nothing, false],
    ['before what is paid was agreed', { kind: 'without-proof' }, nothing, true],
    [
      'where it was agreed, and has its end',
      { kind: 'without-proof' },
      { ...nothing, paid: 'in-full' },
      false,
    ],
    ['before the form was asked for', { kind: 'work-related' }, nothing, true],
    ['where the form comes later', { kind: 'work-related' }, { ...nothing, workForm: 'later' }, false],
    ['before the search of an outage', { kind: 'outage-search' }, nothing, false],
    ['where something else is still asked for', { kind: 'nothing-left' }, nothing, true],
  ] as const)('%s', (_when, step, visit, may) => expect(mayEndBeside(step, visit)).toBe(may))
})
