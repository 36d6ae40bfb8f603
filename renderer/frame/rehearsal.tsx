import { Activity, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { type CheckInView, type DeskState, emptyCheckIn } from '../../contract/desk.ts'

/** A visit of nobody, decided on, with a card: what the first patient of the day brings most often. */
const rehearsed = (today: DeskState['today']): CheckInView => ({
  ...emptyCheckIn({ id: 'rehearsal', openedAt: `${today}T09:00:00.000+09:00`, visitDate: today }),
  patientStep: 'skipped',
  reader: { state: 'read' },
  online: { code: 1 },
  evidence: [
    {
      id: 'rehearsal',
      document: { type: 'my-number-card', certificateExpiresOn: today },
      source: 'card-reader',
      claims: {},
      confirmed: true,
    },
  ],
  decided: {
    seq: null,
    decision: {
      outcome: 'accept',
      reasons: [{ code: 'OK_ONLINE', rules: [] }],
      needs: [],
      notes: [],
      burden: null,
      overridable: true,
    },
  },
})

/** Milliseconds that the drawing has, beside everything else; it takes a fifth of a second where nothing is going on. */
const TIME = 3_000

/** Loads the letters of our own words in a text, in both weights: what is drawn outside of the page asks for none. */
const loadLetters = (text: string): void => {
  // The font of our words is the first; those behind it have the other letters of names, and most of these again.
  const [font = ''] = getComputedStyle(document.body).fontFamily.split(',')
  for (const weight of ['400', '700']) void document.fonts.load(`${weight} 1em ${font}`, text)
}

/**
 * Draws a decided visit once, outside of the page, so that the code is warm and the letters are there when the first patient comes.
 * In a hidden activity no effect runs: nothing is heard, sent or focused.
 */
export const rehearse = (state: DeskState, draw: (state: DeskState) => ReactNode): void => {
  const aside = document.createElement('div')
  const root = createRoot(aside)
  root.render(<Activity mode="hidden">{draw({ ...state, checkIn: rehearsed(state.today) })}</Activity>)
  setTimeout(() => {
    loadLetters(aside.textContent)
    root.unmount()
  }, TIME)
}
