/**
 * A walk through what is done after a visit, in the real window: how many touches it takes to put a visit right, to open it
 * again, to record what came of something it left to do, to settle money, and to have the month's list. What is typed is not
 * counted.
 */
import { TERMS } from '../../contract/languages/index.ts'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import type { Row } from '../../fixtures/bench-row.ts'
import { openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { personAt } from '../electron/visits/person.ts'
import { type Walk, walkAll } from './touches.ts'

export const name = 'walk-after'

const { desk } = words
const RUNS = 3

const comes = async ({ send, until }: Terminal): Promise<void> => {
  await send({ type: 'set-visit', visit: { emergency: true } })
  await until('a decision', ({ checkIn }) => checkIn?.decided != null)
  await send({ type: 'conclude', confirmed: true })
  await until('the end', ({ checkIn }) => checkIn === null)
}

const dialogButton = ({ page }: Terminal, word: string | RegExp) =>
  page.getByRole('dialog').last().getByRole('button', { name: word })

const closeVisit = async ({ page, until }: Terminal): Promise<void> => {
  await page.keyboard.press('Escape')
  await until('the visit closed', ({ office }) => office.opened === null)
}

const WALKS: readonly Walk[] = [
  {
    what: 'amend a visit of today: another outcome, with its reason',
    most: 4,
    go: async (terminal, { tap }) => {
      const present = (await terminal.state()).visits[0]?.outcome
      await tap(terminal.page.locator('.visit-line').first())
      await tap(dialogButton(terminal, desk.visitDialog.amend))
      const next = present === 'accept' ? 'accept-with-note' : 'accept'
      await tap(dialogButton(terminal, TERMS.ja.outcomes[next]))
      await tap(dialogButton(terminal, desk.amend.whys.typing))
      await terminal.until('the correction', ({ visits }) => visits[0]?.outcome === next)
    },
    back: closeVisit,
  },
  {
    what: 'amend a visit of today: its patient number, typed',
    most: 4,
    go: async (terminal, { tap, touches }) => {
      const number = String(10_000 + touches())
      await tap(terminal.page.locator('.visit-line').first())
      await tap(dialogButton(terminal, desk.visitDialog.amend))
      await tap(terminal.page.getByRole('textbox', { name: desk.visitDialog.patientNumber }))
      await terminal.page.keyboard.press('Control+A')
      await terminal.page.keyboard.insertText(number)
      await tap(dialogButton(terminal, desk.amend.whys.later))
      await terminal.until('the correction', ({ visits }) => visits[0]?.patientNumber === number)
    },
    back: closeVisit,
  },
  {
    what: 'open a visit of today again',
    most: 3,
    go: async (terminal, { tap }) => {
      await tap(terminal.page.locator('.visit-line').first())
      await tap(dialogButton(terminal, desk.visitDialog.reopen))
      await tap(dialogButton(terminal, desk.amend.reopenWhys.card))
      await terminal.until('the check-in', ({ checkIn }) => checkIn?.reopens != null)
    },
    back: async (terminal) => {
      await terminal.send({ type: 'cancel' })
      await terminal.until('the desk is free', ({ checkIn }) => checkIn === null)
    },
  },
  {
    what: 'record what came of a recheck',
    most: 2,
    go: async (terminal, { tap }) => {
      const open = (await terminal.state()).followUps.filter(({ done }) => done === null).length
      await tap(
        terminal.page.locator('.follow-up').getByRole('button', { name: desk.followUps.record }).first(),
      )
      await tap(dialogButton(terminal, new RegExp(`^${TERMS.ja.followUpResults.valid}`)))
      await terminal.until(
        'it is done',
        ({ followUps }) => followUps.filter(({ done }) => done === null).length === open - 1,
      )
    },
    back: async (terminal) => {
      for (const { visit, seq, what, done } of (await terminal.state()).followUps)
        if (done !== null) await terminal.send({ type: 'undo-follow-up', visit, seq, what })
      await terminal.until('all is open', ({ followUps }) => followUps.every(({ done }) => done === null))
    },
  },
  {
    what: 'settle with somebody who paid in full and came back: share, refund',
    most: 3,
    go: async (terminal, { tap }) => {
      const line = terminal.page.locator('.follow-up', { hasText: TERMS.ja.followUps['paid-in-full'] })
      await tap(line.getByRole('button', { name: desk.followUps.cameBack }))
      await tap(dialogButton(terminal, desk.followUps.result.shares[3]))
      await tap(dialogButton(terminal, TERMS.ja.followUpResults.refunded))
      await terminal.until('it is settled', ({ followUps }) =>
        followUps.some(({ done }) => done?.share === 3),
      )
    },
    back: async (terminal) => {
      for (const { visit, seq, what, done } of (await terminal.state()).followUps)
        if (done !== null) await terminal.send({ type: 'undo-follow-up', visit, seq, what })
      await terminal.until('all is open', ({ followUps }) => followUps.every(({ done }) => done === null))
    },
  },
  {
    what: "the month's list",
    most: 2,
    go: async (terminal, { press, tap }) => {
      await press(/^履歴/)
      await tap(terminal.page.getByRole('tab', { name: desk.month.tab }))
      await terminal.page.locator('.month-line').first().waitFor()
    },
    back: async (terminal, { press }) => {
      await press(new RegExp(`^${desk.doors.desk}`))
      await terminal.page.locator('.visit-line').first().waitFor()
    },
  },
]

export const run = async (): Promise<Row[]> => {
  const display = await openDisplay()
  try {
    const terminal = await launch({ display, args: ['--today', '2026-11-22'] })
    try {
      await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
      const person = await personAt(terminal)
      await comes(terminal)
      const [row] = (await terminal.state()).visits
      if (row === undefined) throw new Error('no visit is listed')
      const { visit, seq } = row
      await terminal.send({ type: 'amend-visit', visit, seq, change: { paid: 'in-full' }, why: '見本' })
      await terminal.until('the money', ({ followUps }) => followUps.length === 3)
      return await walkAll(terminal, person, WALKS, RUNS)
    } finally {
      await terminal.close()
    }
  } finally {
    await display.close()
  }
}
