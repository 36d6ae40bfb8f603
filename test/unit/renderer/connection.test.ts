import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { DeskState } from '../../../contract/desk.ts'
import { STATES } from '../../../fixtures/states/states.ts'
import { listen } from '../../../renderer/state/connection.ts'

/** A page that listens, and a desk that says states to it. `drawn`: the revision of each that was to be drawn. */
const open = () => {
  let say = (_: string): void => {}
  const listening = listen((listener) => {
    say = listener
    return () => {}
  })
  const drawn: number[] = []
  listening.subscribe(() => {
    const present = listening.present()
    drawn.push(present.phase === 'ready' ? present.state.revision : Number.NaN)
  })
  return {
    ...listening,
    drawn,
    say: (revision: number, changed: Partial<DeskState> = {}) =>
      say(JSON.stringify({ ...STATES.ready, ...changed, revision })),
  }
}
/** Longer than a message to oneself takes, on Windows and beside other work too. */
const later = () => pause(300)

it('draws the first state at once', () => {
  const page = open()
  page.say(1)
  expect(page.drawn).toEqual([1])
})

it('draws the newest of the states that come while it is busy, once', async () => {
  const page = open()
  page.say(1)
  for (const revision of [2, 3, 4]) page.say(revision)
  await later()
  expect(page.drawn).toEqual([1, 4])
  page.say(5)
  await later()
  expect(page.drawn).toEqual([1, 4, 5])
})

it('leaves a state aside that is older than the one shown', async () => {
  const page = open()
  page.say(7)
  page.say(6)
  await later()
  expect(page.present()).toMatchObject({ phase: 'ready', state: { revision: 7 } })
})

it('keeps what has not changed as the same object', async () => {
  const page = open()
  page.say(1)
  const before = page.present()
  page.say(2, { visitCount: 7 })
  await later()
  const after = page.present()
  if (before.phase !== 'ready' || after.phase !== 'ready') throw new Error('no state was taken')
  expect(after.state.visitCount).toBe(7)
  expect(after.state.office).toBe(before.state.office)
  expect(after.state.visits).toBe(before.state.visits)
})

it('says that it cannot read what is no state, and draws again when it can', async () => {
  const page = open()
  page.say(1)
  page.say(2, { visitCount: -1 })
  await later()
  expect(page.present()).toMatchObject({ phase: 'unreadable' })
  page.say(3)
  await later()
  expect(page.present()).toMatchObject({ phase: 'ready', state: { revision: 3 } })
})
