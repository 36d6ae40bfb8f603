/**
 * A walk through whose visit it is, in the real window: how many touches or keys it takes to say who is there, to take a
 * patient who is known, to go on with the next of a family, and to see what a newer entitlement changes. What is typed or
 * scanned is not counted.
 */
import { TERMS } from '../../contract/languages/index.ts'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import type { Row } from '../../fixtures/bench-row.ts'
import { openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { type Keys, keyboardAt, WHO } from '../electron/visits/keys.ts'
import { type Person, personAt } from '../electron/visits/person.ts'

export const name = 'walk-who'

const { desk } = words
const RUNS = 3

type Counter = { readonly terminal: Terminal; readonly person: Person; readonly keys: Keys }

type Walk = {
  readonly what: string
  readonly by: 'touches' | 'keys'
  readonly most: number
  /** To where the walk begins; its touches do not count. */
  readonly before?: (counter: Counter) => Promise<void>
  readonly go: (counter: Counter) => Promise<void>
}

const CARD = 'mihon-taro'
/** 資格確認書 of the patient who is known. */
const PAPER = {
  type: 'add-document',
  document: {
    type: 'eligibility-certificate',
    effectiveOn: '2026-08-01',
    expiresOn: '2027-07-31',
    scheme: 'national',
    burden: 3,
  },
  claims: { birthDate: '1985-04-01', number: '1234567', insurerNumber: '06139992' },
} as const

const scanned = (terminal: Terminal): Promise<void> =>
  terminal.send({ type: 'simulate', command: { command: 'scan', code: 'patient-card' } })
const knows = ({ until }: Terminal) => until('who it is', ({ checkIn }) => checkIn?.patientNumber != null)
const accepted = ({ page }: Terminal) =>
  page
    .locator('.decision-head[data-outcome="accept"], .decision-head[data-outcome="accept-with-note"]')
    .waitFor()

const openedByKey = async ({ keys }: Counter): Promise<void> => {
  await keys.press('F2')
  await keys.see(WHO)
}
const openWithCard = async ({ terminal, person }: Counter): Promise<void> => {
  await person.card(CARD)
  await accepted(terminal)
}

const WALKS: readonly Walk[] = [
  {
    what: 'who this is, number typed',
    by: 'keys',
    most: 1,
    before: openedByKey,
    go: async ({ terminal, keys }) => {
      await keys.type('4512')
      await keys.press('Enter')
      await knows(terminal)
    },
  },
  {
    what: 'who this is, no number',
    by: 'keys',
    most: 1,
    before: openedByKey,
    go: async ({ terminal, keys }) => {
      await keys.press('Enter')
      await terminal.page.locator('.check-in-choose').waitFor()
    },
  },
  {
    what: 'who this is, patient card scanned at the empty desk',
    by: 'touches',
    most: 0,
    go: async ({ terminal }) => {
      await scanned(terminal)
      await knows(terminal)
    },
  },
  {
    what: 'card of a patient who is known by number',
    by: 'touches',
    most: 0,
    go: async ({ terminal, person }) => {
      await scanned(terminal)
      await knows(terminal)
      await person.card(CARD)
      await accepted(terminal)
      const { checkIn } = await terminal.state()
      if (checkIn?.visit.kind !== 'return') throw new Error('再診 is not preset')
    },
  },
  {
    what: 'card of a patient whose number nobody has given',
    by: 'touches',
    most: 0,
    go: openWithCard,
  },
  {
    what: 'patient who is known, with the same paper as last time',
    by: 'touches',
    most: 1,
    before: async ({ terminal }) => {
      await scanned(terminal)
      await knows(terminal)
    },
    go: async ({ terminal, person }) => {
      await person.press(desk.seen.same)
      await accepted(terminal)
    },
  },
  {
    what: 'next of the family, from the visit that is open',
    by: 'touches',
    most: 2,
    before: openWithCard,
    go: async ({ terminal, person }) => {
      const { checkIn } = await terminal.state()
      await person.tap(terminal.page.locator('.visit-strip button', { hasText: desk.visit.facts }))
      await person.press(desk.tray.nextOfFamilyOpen)
      await terminal.until('the next', (now) => now.checkIn !== null && now.checkIn.id !== checkIn?.id)
    },
  },
  {
    what: 'next of the family, from the tray',
    by: 'touches',
    most: 1,
    before: async (counter) => {
      await openWithCard(counter)
      await counter.terminal.send({ type: 'park-check-in' })
      await counter.terminal.until('the tray', ({ checkIn }) => checkIn === null)
    },
    go: async ({ terminal, person }) => {
      await person.press(/^次のご家族/)
      await terminal.until('the next', ({ checkIn }) => checkIn?.family != null)
    },
  },
  {
    what: 'newer entitlement, to what the claims system is to have',
    by: 'touches',
    most: 0,
    before: ({ person }) => person.officialAnswer({ code: 3 }),
    go: async ({ terminal, person }) => {
      await person.card(CARD)
      await terminal.page.getByText(desk.newer.title).waitFor()
    },
  },
  {
    what: 'newer entitlement, ticked off later',
    by: 'touches',
    most: 1,
    before: async ({ terminal, person }) => {
      await person.officialAnswer({ code: 3 })
      await person.card(CARD)
      await terminal.send({ type: 'conclude', confirmed: true })
      await terminal.until('the end', ({ checkIn }) => checkIn === null)
    },
    go: async ({ terminal, person }) => {
      const line = terminal.page.locator('.follow-up', {
        hasText: TERMS.ja.followUps['newer-entitlement'],
      })
      await person.tap(line.getByRole('button', { name: desk.followUps.done }).first())
      await terminal.until('it is done', ({ followUps }) =>
        followUps.every(({ what, done }) => what !== 'newer-entitlement' || done !== null),
      )
    },
  },
]

/** Everybody leaves, those on hold too. */
const back = async ({ terminal, person }: Counter): Promise<void> => {
  await person.leave()
  for (const { id } of (await terminal.state()).tray) {
    await terminal.send({ type: 'recall-check-in', id })
    await terminal.until('the visit', ({ checkIn }) => checkIn?.id === id)
    await person.leave()
  }
}

/** Somebody who was here before, with a paper that still counts. */
const cameBefore = async (terminal: Terminal): Promise<void> => {
  await scanned(terminal)
  await knows(terminal)
  await terminal.send(PAPER)
  const { checkIn } = await terminal.until('a decision', (now) => now.checkIn?.decided != null)
  for (const note of checkIn?.decided?.decision.notes ?? [])
    await terminal.send({ type: 'tick-note', note, ticked: true })
  await terminal.send({ type: 'conclude', confirmed: true })
  await terminal.until('the end', ({ checkIn }) => checkIn === null)
}

export const run = async (): Promise<Row[]> => {
  const display = await openDisplay()
  try {
    const terminal = await launch({ display, args: ['--today', '2026-11-22'] })
    try {
      await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
      await terminal.send({
        type: 'change-settings',
        settings: { typingScanner: { on: false, prefix: null } },
      })
      const counter = { terminal, person: await personAt(terminal), keys: await keyboardAt(terminal) }
      const count = (by: Walk['by']): number =>
        by === 'keys' ? counter.keys.count() : counter.person.touches()
      await cameBefore(terminal)
      const rows: Row[] = []
      for (const { what, by, most, before, go } of WALKS) {
        const presses: number[] = []
        for (let round = 0; round < RUNS; round += 1) {
          await before?.(counter)
          const begun = count(by)
          await go(counter)
          presses.push(count(by) - begun)
          await back(counter)
        }
        const value = Math.max(...presses)
        rows.push({ what, value, unit: by, bound: `at most ${most}`, kept: value <= most, runs: RUNS })
      }
      return rows
    } finally {
      await terminal.close()
    }
  } finally {
    await display.close()
  }
}
