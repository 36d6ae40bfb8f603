/** The visits of the demo: the acts of patient and receptionist, up to the moment that is shown. */
import type { DeskState } from '../../contract/desk.ts'
import type { Fields, FormName } from '../../contract/form.ts'
import type { Intent } from '../../contract/intents.ts'
import type { Terminal } from '../../fixtures/terminal/launch.ts'

/** The terminal, as far as the demo drives it. */
export type Desk = Pick<Terminal, 'send' | 'until' | 'page'>

export type Visit = {
  readonly name: string
  readonly title: string
  /** The acts of the patient and the receptionist, up to the point where the picture is taken. */
  play(desk: Desk): Promise<DeskState>
}

const place = (persona: string): Intent => ({ type: 'simulate', command: { command: 'place-card', persona } })
const scan = (code: string): Intent => ({ type: 'simulate', command: { command: 'scan', code } })
/** Hands a whole form in, as somebody has typed it. */
export const handIn = (form: FormName, fields: Fields): Intent => ({
  type: 'hand-in-draft',
  draft: { form, documentId: null, fields, edit: 1 },
})

const decidedBy = (reason: string) => (state: DeskState) =>
  state.checkIn?.decided?.decision.reasons[0]?.code === reason

export const VISITS: readonly Visit[] = [
  {
    name: '01-card',
    title: 'card accepted',
    play: async (desk) => {
      await desk.send(place('mihon-taro'))
      return desk.until('the card', decidedBy('OK_ONLINE'))
    },
  },
  {
    name: '02-certificate',
    title: 'eligibility certificate by its code',
    play: async (desk) => {
      await desk.send(scan('certificate'))
      const read = await desk.until('the code', (state) => state.checkIn?.evidence[0]?.source === 'scanner')
      await desk.send({ type: 'confirm-document', id: read.checkIn?.evidence[0]?.id ?? '' })
      return desk.until('the certificate', (state) => state.checkIn?.evidence[0]?.confirmed === true)
    },
  },
  {
    name: '03-card-and-notice-after-a-fault',
    title: 'card and notice after a reader fault',
    play: async (desk) => {
      await desk.send(place('fuyomi-kasuko'))
      await desk.until('the fault', decidedBy('CARD_ONLY_FALLBACK'))
      await desk.send(
        handIn('eligibility-notice', {
          insurerNumber: '113019',
          symbol: '101',
          number: '12345678',
          branch: '01',
        }),
      )
      return desk.until('the notice', decidedBy('NOTICE_PLUS_CARD'))
    },
  },
  {
    name: '04-notice-alone',
    title: 'notice alone',
    play: async (desk) => {
      await desk.send(
        handIn('eligibility-notice', { insurerNumber: '113019', symbol: '101', number: '12345678' }),
      )
      return desk.until('the notice', decidedBy('NOTICE_ALONE'))
    },
  },
  {
    name: '05-expired-certificate',
    title: 'expired certificate',
    play: async (desk) => {
      await desk.send(handIn('eligibility-certificate', { expiresOn: '令和7年12月1日', number: '12345678' }))
      return desk.until('the certificate', decidedBy('CERTIFICATE_EXPIRED'))
    },
  },
  {
    name: '06-typing',
    title: 'manual entry, while it is typed',
    play: async (desk) => {
      const fields: Fields = {
        expiresOn: '令和 9年 3月31日',
        insurerNumber: '113019',
        symbol: '１０１',
        number: '12345678',
        name: '見本　●子',
      }
      await desk.send({
        type: 'save-draft',
        draft: { form: 'eligibility-certificate', documentId: null, fields, edit: 1 },
      })
      return desk.until('the form', (state) => state.checkIn?.draft?.checks.insurerNumber?.code === 'INSURER')
    },
  },
  {
    name: '07-manual-entry',
    title: 'manual entry, handed in',
    play: async (desk) => {
      await desk.send(
        handIn('eligibility-certificate', {
          expiresOn: '令和9年3月31日',
          insurerNumber: '113019',
          number: '12345678',
          name: '見本　●子',
        }),
      )
      return desk.until('the certificate', decidedBy('OK_CERTIFICATE'))
    },
  },
  {
    name: '08-individual-number',
    title: 'individual number scanned by mistake',
    play: async (desk) => {
      await desk.send(scan('my-number'))
      return desk.until('the refusal', (state) =>
        state.messages.some(({ code }) => code === 'MY_NUMBER_REFUSED'),
      )
    },
  },
  {
    name: '09-certificate-in-grace',
    title: 'card whose certificate has run out, within its grace',
    play: async (desk) => {
      await desk.send(place('yuyo-jiro'))
      return desk.until('the card', decidedBy('CERT_GRACE'))
    },
  },
  {
    name: '10-nothing',
    title: 'nothing shown, first visit',
    play: async (desk) => {
      await desk.page.getByRole('button', { name: '手で入力する' }).click()
      await desk.page.getByRole('button', { name: '番号なしで進む' }).click()
      await desk.page.getByRole('button', { name: '何もお持ちでない' }).click()
      return desk.until('the answer', decidedBy('NO_PROOF'))
    },
  },
  {
    name: '11-nothing-to-show',
    title: 'nothing to show: paid in full for now, settled later',
    play: async (desk) => {
      await desk.send({ type: 'set-visit', visit: { kind: 'first' } })
      await desk.until('the decision', decidedBy('NO_PROOF'))
      await desk.send({ type: 'set-paid', paid: 'in-full' })
      return desk.until('the payment', ({ checkIn }) => checkIn?.paid === 'in-full')
    },
  },
  {
    name: '12-accident-at-work',
    title: 'accident at work: its form comes later, a deposit today',
    play: async (desk) => {
      await desk.send({ type: 'set-visit', visit: { workRelated: true } })
      await desk.until('the decision', decidedBy('NOT_HEALTH_INSURANCE'))
      await desk.send({ type: 'set-paid', paid: 'deposit' })
      await desk.send({ type: 'set-work-form', workForm: 'later' })
      return desk.until('the form', ({ checkIn }) => checkIn?.workForm === 'later')
    },
  },
  {
    name: '13-answer-arrives',
    title: 'the official terminal’s answer arrives by itself',
    play: async (desk) => {
      await desk.send({ type: 'simulate', command: { command: 'bridge', act: 'on' } })
      await desk.until('the bridge', ({ bridge }) => bridge.status.state === 'ready')
      await desk.send({ type: 'simulate', command: { command: 'bridge', act: 'face' } })
      return desk.until(
        'the answer',
        ({ checkIn }) => checkIn?.official?.by === 'card' && checkIn.decided !== null,
      )
    },
  },
  {
    name: '14-public-aid',
    title: 'a certificate of an intractable disease beside the insurance',
    play: async (desk) => {
      await desk.send(handIn('eligibility-certificate', { expiresOn: '令和9年3月31日', number: '12345678' }))
      await desk.until('the certificate', decidedBy('OK_CERTIFICATE'))
      await desk.send(
        handIn('public-aid', {
          payerNumber: '54016027',
          recipientNumber: '1234566',
          expiresOn: '令和9年3月31日',
        }),
      )
      return desk.until('the public aid', ({ checkIn }) => checkIn?.publicAid.length === 1)
    },
  },
  {
    name: '15-pharmacy',
    title: 'at a pharmacy: a prescription with public aid, by its code',
    play: async (desk) => {
      await desk.send({ type: 'change-settings', settings: { place: 'pharmacy' } })
      await desk.until('a pharmacy', ({ office }) => office.settings.place === 'pharmacy')
      await desk.send(scan('prescription-with-aid'))
      return desk.until('the prescription', decidedBy('OK_PRESCRIPTION'))
    },
  },
  {
    name: '16-outage',
    title: 'the online check is down: found in its outage mode',
    play: async (desk) => {
      await desk.send({ type: 'change-settings', settings: { place: 'clinic' } })
      await desk.send({ type: 'start-outage' })
      await desk.send({ type: 'open-check-in' })
      await desk.send({ type: 'set-patient-number', patientNumber: '0012345' })
      await desk.until('the outage', ({ checkIn, outage }) => checkIn !== null && outage !== null)
      await desk.send({ type: 'set-outage-search', search: 'found' })
      return desk.until('the search', decidedBy('OUTAGE_MODE'))
    },
  },
]
