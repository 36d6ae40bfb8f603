import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { array, assert, constantFrom, property } from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { guideProgress, wantsGuide } from '../../../contract/first-run.ts'
import { GUIDE_STEPS, NEW_GUIDE } from '../../../contract/guide.ts'
import type { Intent } from '../../../contract/intents.ts'
import { proposeFields } from '../../../main/codes/proposal.ts'
import { fakeDesk } from './fakes.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'uketsuke-first-run-'))
})
afterEach(() => rmSync(home, { recursive: true }))

const certificate = (expiresOn: string): Intent => ({
  type: 'hand-in-draft',
  draft: { form: 'eligibility-certificate', documentId: null, fields: { expiresOn }, edit: 1 },
})

describe('a visit to practise', () => {
  it('goes to its end, writes no row, is in no list, and is remembered as practised', () => {
    const desk = fakeDesk({ home })
    const before = desk.journal.events().length
    desk.intend({ type: 'open-practice' })
    expect(desk.checkIn().practice).toBe(true)
    desk.intend(certificate('R9.3.31'))
    expect(desk.reason()).toBe('OK_CERTIFICATE')
    desk.intend({ type: 'conclude', confirmed: true })
    const state = desk.state()
    expect(state).toMatchObject({ checkIn: null, visits: [], visitCount: 0 })
    expect(state.office.settings.guide.practised).toBe(true)
    expect(desk.journal.events().slice(before)).toEqual([])
  })

  it('given up is not practised, and the next visit is on record', () => {
    const desk = fakeDesk({ home })
    desk.intend({ type: 'open-practice' })
    desk.intend({ type: 'cancel' })
    expect(desk.state().office.settings.guide.practised).toBe(false)
    expect(desk.journal.names()).not.toContain('cancelled')
    desk.intend({ type: 'open-check-in' })
    expect(desk.checkIn().practice).toBe(false)
    expect(desk.journal.names()).toContain('check-in-opened')
  })

  it('stays one for the next of the family, who is nobody either', () => {
    const desk = fakeDesk({ home })
    const before = desk.journal.events().length
    desk.intend({ type: 'open-practice' })
    desk.intend(certificate('R9.3.31'))
    desk.intend({ type: 'next-of-family', id: null })
    expect(desk.checkIn()).toMatchObject({ practice: true, evidence: [] })
    desk.intend(certificate('R9.3.31'))
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.journal.events().slice(before)).toEqual([])
  })

  it('does not take the place of a patient', () => {
    const desk = fakeDesk({ home })
    desk.intend({ type: 'open-check-in' })
    desk.intend({ type: 'open-practice' })
    expect(desk.checkIn().practice).toBe(false)
  })

  it('whatever is done in it, no row names it', () => {
    const acts: Intent[] = [
      certificate('R9.3.31'),
      certificate('R7.3.31'),
      { type: 'set-reader', reader: { state: 'failed', failure: 'card-unreadable' } },
      { type: 'set-online', online: { code: 2 } },
      { type: 'set-visit', visit: { emergency: true } },
      { type: 'override', outcome: 'accept', why: '練習' },
      { type: 'remove-document', id: 'e1' },
      { type: 'look-up' },
      { type: 'conclude', confirmed: true },
      { type: 'cancel' },
      { type: 'open-practice' },
    ]
    assert(
      property(array(constantFrom(...acts), { maxLength: 12 }), (chosen) => {
        const desk = fakeDesk({ home })
        const opened = new Set<string>()
        const practised = new Set<string>()
        for (const act of [{ type: 'open-practice' as const }, ...chosen]) {
          desk.intend(act)
          const { checkIn } = desk.state()
          if (checkIn !== null) (checkIn.practice ? practised : opened).add(checkIn.id)
        }
        for (const event of desk.journal.events())
          if ('checkIn' in event) expect(practised).not.toContain(event.checkIn)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the clinic’s own card, taught by scanning one', () => {
  it('brings its rule, which is kept in the settings, and a card that is read already opens no visit', () => {
    const desk = fakeDesk({ home })
    desk.intend({ type: 'teach-code', on: true, of: 'patient-card' })
    const rule = { symbologies: ['F0'], pattern: '^[0-9]{7}$' }
    desk.scan({ outcome: 'refuse', reason: 'UNKNOWN' }, { ...proposeFields('A0012345A'), card: rule })
    expect(desk.state().office.teaching).toMatchObject({ of: 'patient-card', code: { card: rule } })
    desk.intend({ type: 'change-settings', settings: { patientCard: rule } })
    desk.scan({ outcome: 'accept', kind: 'patient-card', fields: { id: '0012346' } })
    expect(desk.state().checkIn).toBeNull()
    expect(desk.state().office.teaching?.code).toMatchObject({ fields: [{ value: '0012346' }], card: rule })
    desk.intend({ type: 'teach-code', on: false })
    desk.scan({ outcome: 'accept', kind: 'patient-card', fields: { id: '0012347' } })
    expect(desk.checkIn().patientNumber).toBe('0012347')
  })

  it('is taught by the invented card of the simulated desk too, which is read without a rule of the settings', () => {
    const desk = fakeDesk({ home })
    desk.intend({ type: 'teach-code', on: true, of: 'patient-card' })
    desk.scan({ outcome: 'accept', kind: 'patient-card', fields: { id: '0012345' } })
    expect(desk.state().office.teaching?.code?.card).toEqual({ symbologies: [], pattern: '^[0-9]{7}$' })
  })
})

describe('the guide of the first day', () => {
  const steps = (desk: ReturnType<typeof fakeDesk>) =>
    Object.fromEntries(guideProgress(desk.state()).map(({ step, state }) => [step, state]))

  it('says of every step of a new desk what is missing', () => {
    const desk = fakeDesk({ home })
    expect(guideProgress(desk.state()).map(({ step }) => step)).toEqual(GUIDE_STEPS)
    expect(guideProgress(desk.state()).every(({ lacks }) => lacks.length > 0)).toBe(true)
    expect(wantsGuide(desk.state())).toBe(true)
  })

  it('follows the settings, and leaves out what the desk does without', () => {
    const desk = fakeDesk({ home })
    desk.intend({ type: 'change-settings', settings: { clinicName: '見本医院' } })
    desk.intend({ type: 'change-settings', settings: { guide: { ...NEW_GUIDE, leftOut: ['bridge'] } } })
    desk.card({ state: 'ready', reader: 'Mihon 00' })
    expect(steps(desk)).toMatchObject({ name: 'done', bridge: 'left-out', reader: 'done', backup: 'missing' })
    expect(desk.journal.names().filter((name) => name === 'settings-changed')).toHaveLength(1)
  })

  it('is offered no longer once it is closed, or to whoever may not change the settings', () => {
    const desk = fakeDesk({ home })
    const state = desk.state()
    const { staff } = state.office
    expect(wantsGuide({ ...state, office: { ...state.office, staff: { ...staff, rights: [] } } })).toBe(false)
    desk.intend({ type: 'change-settings', settings: { guide: { ...NEW_GUIDE, closed: true } } })
    expect(wantsGuide(desk.state())).toBe(false)
  })
})
