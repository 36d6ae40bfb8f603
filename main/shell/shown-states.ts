/** What the windows are shown: the latest state of each kind, numbered so that it only ever rises. */
import type { DeskState } from '../../contract/desk.ts'
import type { FromDesk } from '../../contract/process.ts'
import type { Page } from './page/policy.ts'

export type ShownStates = {
  /** A state came from the desk. */
  take(message: Extract<FromDesk, { type: 'state' | 'patient-state' }>): void
  /** Says on the screen that something asked for was neither done nor kept. */
  sayRefused(): void
  /** The latest for that page, as JSON text. */
  text(page: Page): string | null
  desk(): DeskState | null
}

/**
 * Every desk process counts its states from one, and a page leaves a state aside that is older than what it shows: so
 * the shell numbers them itself, across all desks.
 * @param changed called after each change with the pages that it concerns
 */
export const showStates = (changed: (page: Page, text: string) => void): ShownStates => {
  let revision = 0
  let desk: DeskState | null = null
  const texts: Record<Page, string | null> = { desk: null, patient: null, paper: null }

  const put = (page: Page, text: string): void => {
    texts[page] = text
    changed(page, text)
  }
  const show = (state: DeskState): void => {
    revision += 1
    desk = { ...state, revision }
    const text = JSON.stringify(desk)
    put('desk', text)
    put('paper', text)
  }

  return {
    take: (message) => {
      if (message.type === 'state') return show(message.state)
      revision += 1
      put('patient', JSON.stringify({ ...message.state, revision }))
    },
    sayRefused: () => {
      if (!desk) return
      const id = Math.max(0, ...desk.messages.map((message) => message.id)) + 1
      show({
        ...desk,
        messages: [...desk.messages, { id, code: 'INPUT_REFUSED', tone: 'problem', details: {} }],
      })
    },
    text: (page) => texts[page],
    desk: () => desk,
  }
}
