import { expect, it } from 'vitest'
import { keySheetText } from '../../../contract/key-sheet.ts'
import { makeHome, openHome } from './support.ts'

const made = (journal: ReturnType<typeof openHome>, passphrase: string | null = null): string => {
  const sheet = journal.makeKeySheet({ staff: 'reception', passphrase })
  if (!sheet.ok) throw new Error(sheet.problem.detail)
  return keySheetText(sheet.value)
}

it('the newest key sheet is known, typed in small letters too, and no other text', () => {
  const journal = openHome(makeHome())
  const other = openHome(makeHome())
  expect(journal.opensKeySheet({ sheet: made(other), passphrase: null })).toMatchObject({
    problem: 'no-sheet',
  })
  const first = made(journal)
  expect(journal.opensKeySheet({ sheet: first.toLowerCase(), passphrase: null }).ok).toBe(true)
  for (const sheet of ['', 'ABCDE', made(other), first.slice(0, -1)])
    expect(journal.opensKeySheet({ sheet, passphrase: null })).toMatchObject({ problem: 'other' })
  const second = made(journal)
  expect(journal.opensKeySheet({ sheet: first, passphrase: null }).ok).toBe(false)
  expect(journal.opensKeySheet({ sheet: second, passphrase: null }).ok).toBe(true)
  journal.close()
  other.close()
})

it('a sheet with a passphrase needs that one', () => {
  const journal = openHome(makeHome())
  const sheet = made(journal, '合言葉はこれです')
  expect(journal.opensKeySheet({ sheet, passphrase: null }).ok).toBe(false)
  expect(journal.opensKeySheet({ sheet, passphrase: '合言葉はあれです' }).ok).toBe(false)
  expect(journal.opensKeySheet({ sheet, passphrase: '合言葉はこれです' }).ok).toBe(true)
  journal.close()
})

it('a PIN that was set by the sheet is on record as that', async () => {
  const journal = openHome(makeHome())
  const added = await journal.staff.add({
    by: 'reception',
    name: '見本 長子',
    role: 'administrator',
    pin: '735194',
  })
  if (!added.ok) throw new Error('not added')
  const { id } = added.value
  expect((await journal.staff.change({ by: id, id, pin: '248163', byKeySheet: true })).ok).toBe(true)
  const { rows } = journal.search({ events: ['staff-changed'] })
  expect(rows.map(({ event }) => event)).toMatchObject([
    { change: 'pin', byKeySheet: true },
    { change: 'added' },
  ])
  expect((await journal.staff.signIn({ id, pin: '248163' })).ok).toBe(true)
  journal.close()
})
