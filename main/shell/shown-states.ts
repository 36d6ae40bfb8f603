/** Keeps the latest state of each kind of page, as the text that the desk wrote. */
import type { ShellFacts, ShownState } from '../../contract/from-desk.ts'
import type { Page } from './page/policy.ts'

export type ShownStates = {
  /** A state came from the desk. */
  take(state: ShownState): void
  /**
   * Says on the screen that something asked for was neither done nor kept, until the desk says something else.
   * @param withRefusal adds that message to a state's text
   */
  sayRefused(withRefusal: (text: string) => string): void
  /** The latest for that page, as JSON text. */
  text(page: Page): string | null
  /** The facts of the latest that the shell needs; null before there is one. */
  facts(): ShellFacts | null
}

/** @param changed called after each change with the pages that it concerns */
export const showStates = (changed: (page: Page, text: string) => void): ShownStates => {
  let facts: ShellFacts | null = null
  const texts: Record<Page, string | null> = { desk: null, patient: null, paper: null }

  const put = (page: Page, text: string): void => {
    texts[page] = text
    changed(page, text)
  }

  return {
    take: (state) => {
      facts = state.facts
      put('desk', state.text)
      put('paper', state.text)
      put('patient', state.patientText)
    },
    sayRefused: (withRefusal) => {
      if (texts.desk === null) return
      const text = withRefusal(texts.desk)
      put('desk', text)
      put('paper', text)
    },
    text: (page) => texts[page],
    facts: () => facts,
  }
}
