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
    desk.intend({ type: 'conclude', confirmed: true })
    expect(desk.patient()?.language).toBe('ja')
  })

  it('speaks to the next patient as whoever chose before the check-in began, and to the one after as ever', () => {
    const desk = fakeDesk()
    desk.service.tell({ type: 'patient-intent', intent: { type: 'choose-language', language: 'pt' } })
    desk.service.tell({ type: 'patient-intent', intent: { type: 'choose-text-size', textSize: '200' } })
    expect(desk.patient()).toMatchObject({ phase: 'welcome', language: 'pt', textSize: '200' })
    desk.intend({ type: 'open-check-in' })
    expect(desk.state().checkIn).toMatchObject({ patientLanguage: 'pt', patientTextSize: '200' })
    expect(desk.patient()).toMatchObject({ language: 'pt', textSize: '200' })
    desk.intend({ type: 'cancel' })
    expect(desk.patient()).toMatchObject({ phase: 'welcome', language: 'ja', textSize: '100' })
  })

  it('asks for the card until it is taken, after the end of the check-in too', () => {
    const desk = fakeDesk()
    desk.card({ state: 'read', reader: 'r', reading: GOOD_READING })
    desk.intend({ type: 'set-online', online: { code: 1 } })
    expect(desk.patient()).toMatchObject({ phase: 'thanks', cardLies: true })
    desk.intend({ type: 'conclude' })
    expect(desk.patient()).toMatchObject({ phase: 'welcome', cardLies: true })
    desk.card({ state: 'ready', reader: 'r' })
    expect(desk.patient()).toMatchObject({ phase: 'welcome', cardLies: false })
  })

  it('asks nobody for what is no patient’s card', () => {
    const desk = fakeDesk()
    desk.card({ state: 'failed', reader: 'r', problem: 'not-a-my-number-card' })
    expect(desk.patient()?.cardLies).toBe(false)
    desk.card({ state: 'read', reader: 'r', reading: { ...GOOD_READING, card: 'other' } })
    expect(desk.patient()?.cardLies).toBe(false)
  })

  it('is never asked to bring what is not the patient’s', () => {
    const desk = fakeDesk()
    desk.intend({ type: 'set-visit', visit: { workRelated: true } })
    expect(desk.patient()?.asks).not.toContain('staff')
  })
})
