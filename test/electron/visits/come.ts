/** Lets visits come to the real window one after the other, and looks at what the screen and the journal have of each. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { REASONS, type ReasonCode } from '../../../contract/decision.ts'
import words from '../../../contract/languages/ja/terms.json' with { type: 'json' }
import { RULE_SOURCES, type RuleId } from '../../../contract/rule-sources.ts'
import { launch } from '../../../fixtures/terminal/launch.ts'
import {
  atOnce,
  openJournalForReading,
  statisticsInSteps,
  verifyJournal,
} from '../../../main/journal/index.ts'
import { patientWords, staffWords } from '../../../renderer/languages/index.ts'
import { toneOfReason } from '../../../renderer/parts/tone.ts'
import { sayingFor } from '../../../renderer/screens/check-in/sayings.ts'
import { spoken } from '../../../renderer/screens/check-in/spoken.ts'
import type { Counter } from '../../engine/terminal.ts'
import { type Person, personAt } from './person.ts'
import { TODAY, type Visit } from './table.ts'

/** The text of the decision's screen, its reasons unfolded. */
const decisionOn = ({ page }: Counter) =>
  page.evaluate(() => {
    const texts = (selector: string): string[] =>
      [...document.querySelectorAll(selector)].map(({ textContent }) => textContent.trim())
    return {
      outcome: texts('.decision-outcome'),
      reason: texts('.decision-reason'),
      say: texts('.say-sentence'),
      titles: texts('.reason-title'),
      explanations: texts('.reason-title + p'),
      rules: texts('.reason:first-child .reason-rule-id'),
      quotes: texts('.reason:first-child .reason-quote'),
    }
  })

const japanese = patientWords('ja')
const desk = staffWords('ja')

/** The heading over a reason: one that says that cover does not stand, or is no matter of health insurance, has its own. */
const headingOf = (reason: ReasonCode): string => {
  if (reason === 'NOT_HEALTH_INSURANCE') return desk('tones.work')
  return toneOfReason(reason) === 'not-eligible'
    ? desk('tones.not-eligible')
    : words.outcomes[REASONS[reason]]
}

const isRule = (id: string): id is RuleId => Object.hasOwn(RULE_SOURCES, id)

const countReasons = (visits: readonly Visit[]): Partial<Record<ReasonCode, number>> => {
  const counts: Partial<Record<ReasonCode, number>> = {}
  for (const { reason } of visits) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}

/**
 * Tests, a launch of the program for each day: every visit ends with its reason, said, explained and on record.
 * @param open opens a terminal on a day; the real program on a screen of its own when absent
 */
export const letCome = (
  visits: readonly Visit[],
  open: (day: string) => Promise<Counter> = (day) => launch({ args: ['--today', day] }),
): void => {
  const days = [...Map.groupBy(visits, ({ day = TODAY }) => day)]
  describe.each(days)('on %s', (day, ofDay) => {
    let terminal: Counter
    let person: Person
    beforeAll(async () => {
      terminal = await open(day)
      await terminal.until('a reader', (state) => state.cardReader.state === 'ready' && state.today === day)
      person = await personAt(terminal)
    })
    afterEach(() => person.leave())
    afterAll(async () => {
      await terminal.quit()
      const verified = verifyJournal(terminal)
      const reader = openJournalForReading(terminal)
      const counted = reader.ok
        ? atOnce(statisticsInSteps(reader.value.connection.database)).reasons
        : reader.problem
      if (reader.ok) reader.value.close()
      await terminal.close()
      expect(verified.ok && verified.value.ok).toBe(true)
      expect(counted).toEqual(countReasons(ofDay))
    })

    it.each(ofDay)('$reason, by $by', async ({ reason, settings, come }) => {
      const before = await terminal.state()
      if (settings !== undefined) await terminal.send({ type: 'change-settings', settings })
      await come(person)
      const decided = await terminal.until(
        reason,
        ({ checkIn }) => checkIn?.decided?.decision.reasons[0]?.code === reason,
      )
      const decision = decided.checkIn?.decided?.decision
      const rules = decision?.reasons[0]?.rules.filter(isRule) ?? []
      expect(rules.length).toBeGreaterThan(0)
      await terminal.page.locator(`.decision-head[data-reason="${reason}"]`).waitFor()
      await person.tap(terminal.page.locator('.why-trigger'))
      await terminal.page.locator('.reason').first().waitFor()
      const shown = await decisionOn(terminal)
      expect(shown).toMatchObject({
        outcome: [headingOf(reason)],
        reason: [words.reasons[reason].line],
        say: decision === undefined ? [] : [spoken(sayingFor(null, decision), japanese, 'ja')],
        rules,
        quotes: rules.map((rule) => RULE_SOURCES[rule].says),
      })
      expect(shown.titles[0]).toBe(words.reasons[reason].line)
      expect(shown.explanations[0]).toBe(words.reasons[reason].explain)
      await person.conclude()
      const { visits, visitCount } = await terminal.until('the row', ({ checkIn }) => checkIn === null)
      expect(visitCount).toBe(before.visitCount + 1)
      expect(visits[0]).toMatchObject({ outcome: REASONS[reason], reason, overridden: false })
      if (settings !== undefined)
        await terminal.send({ type: 'change-settings', settings: before.office.settings })
    })
  })
}
