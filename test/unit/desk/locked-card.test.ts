import { expect, it } from 'vitest'
import { fakeDesk, GOOD_READING } from './fakes.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

const locked = async () => {
  const desk = fakeDesk()
  desk.intend({ type: 'add-person', name: '見本 長子', role: 'administrator', secret: '2468' })
  await settle()
  expect(desk.state().office.staff).toMatchObject({ required: true, signedIn: null })
  return desk
}
const signIn = async (desk: Awaited<ReturnType<typeof locked>>) => {
  desk.intend({ type: 'sign-in', person: 's1', secret: '2468' })
  await settle()
  expect(desk.state().office.staff.signedIn?.id).toBe('s1')
}

it('a card laid while nobody is signed in waits, and is taken in the name of whoever signs in', async () => {
  const desk = await locked()
  const before = desk.journal.events().length
  desk.card({ state: 'reading', reader: 'r', selected: true })
  desk.card({ state: 'read', reader: 'r', reading: GOOD_READING })
  expect(desk.state().checkIn).toBeNull()
  expect(desk.journal.events()).toHaveLength(before)
  await signIn(desk)
  expect(desk.state().checkIn).toMatchObject({
    reader: { state: 'read' },
    evidence: [{ document: { type: 'my-number-card' } }],
  })
  const rows = desk.journal.events().filter((event) => 'checkIn' in event)
  expect(rows.map(({ event }) => event)).toEqual(['check-in-opened', 'evidence-added', 'decided'])
  expect(rows.every((event) => 'staff' in event && event.staff === 's1')).toBe(true)
})

it('a card that was taken away again before anybody signed in begins nothing', async () => {
  const desk = await locked()
  desk.card({ state: 'read', reader: 'r', reading: GOOD_READING })
  desk.card({ state: 'ready', reader: 'r' })
  await signIn(desk)
  expect(desk.state().checkIn).toBeNull()
})
