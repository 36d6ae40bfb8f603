import { describe, expect, it } from 'vitest'
import { patientStateSchema } from '../../../contract/patient.ts'
import { fakeDesk, GOOD_READING } from './fakes.ts'

describe('the window that faces the patient', () => {
  it('welcomes, reads, asks and thanks, and never says why', () => {
    const desk = fakeDesk()
    expect(desk.patient()?.phase).toBe('welcome')
    desk.card({ state: 'reading', reader: 'r' })
    expect(desk.patient()?.phase).toBe('reading')
    desk.card({ state: 'failed', reader: 'r', problem: 'unreadable', selected: true })
    expect(desk.patient()?.phase).toBe('show')
    expect(desk.patient()?.asks).toContain('eligibility-notice')
    desk.card({ state: 'read', reader: 'r', reading: GOOD_READING })
    // The card was read: nothing more is to be shown until the official terminal has answered.
    expect(desk.patient()).toMatchObject({ phase: 'wait', asks: [] })
    desk.intend({ type: 'set-online', online: { code: 1 } })
    expect(desk.patient()?.phase).toBe('thanks')
    expect(patientStateSchema.safeParse(desk.patient()).success).toBe(true)
  })

  it('forgets the patient’s language with the patient', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-visit', visit: { emergency: true } })
    desk.service.tell({ type: 'patient-intent', intent: { type: 'choose-language', language: 'vi' } })
    expect(desk.patient()?.language).toBe('vi')
    desk.intend({ type: 'conclude' })
    expect(desk.patient()?.language).toBe('ja')
  })

  it('is never asked to bring what is not the patient’s', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-visit', visit: { workRelated: true } })
    expect(desk.patient()?.asks).not.toContain('staff')
  })
})
