/** One connection: acts take turns, a transaction is whole or nothing, and a connection that dies trips nothing. */
import { expect, test } from 'vitest'
import { readAddress } from '../../main/center/address.ts'
import { openSession, type Session } from '../../main/center/session.ts'
import { centerForTests } from './support.ts'

const { cluster } = centerForTests()

const sessionOf = async (): Promise<Session> => {
  const address = readAddress(cluster().url('postgres'))
  if (!address.ok) throw new Error(address.problem)
  const session = await openSession(address.value)
  if (!session.ok) throw new Error(session.problem.detail)
  return session.value
}

test('a connection that dies within a transaction is an error for whoever waits, and for nobody else', async () => {
  // An exception that nobody can catch, from within the driver, fails the whole run.
  for (let round = 0; round < 20; round += 1) {
    const session = await sessionOf()
    const dying = session.within(null, async (ask) => {
      const [[own = ''] = []] = await ask('SELECT pg_backend_pid()::text')
      await cluster().psql('postgres', `SELECT pg_terminate_backend(${own})`)
      await ask('SELECT 1')
    })
    const next = session.ask('SELECT 2')
    await expect(dying).rejects.toThrow()
    await expect(next).rejects.toThrow()
    await session.close()
  }
})

test('acts of one session take turns', async () => {
  const session = await sessionOf()
  const seen: string[] = []
  const act = (name: string) =>
    session.within(null, async (ask) => {
      seen.push(`${name} begins`)
      await ask('SELECT pg_sleep(0.05)')
      seen.push(`${name} ends`)
    })
  await Promise.all([act('one'), act('other'), session.ask('SELECT 1').then(() => seen.push('alone'))])
  expect(seen).toEqual(['one begins', 'one ends', 'other begins', 'other ends', 'alone'])
  await session.close()
})

test('a transaction in which a statement failed is undone, also where its error was passed over', async () => {
  const session = await sessionOf()
  await session.script('CREATE TABLE kept (a integer)')
  await expect(
    session.within(null, async (ask) => {
      await ask('INSERT INTO kept VALUES (1)')
      await ask('INSERT INTO nowhere VALUES (1)').catch(() => {})
    }),
  ).rejects.toThrow(/nowhere/)
  await expect(session.script('INSERT INTO kept VALUES (2); SELECT 1/0')).rejects.toThrow(/division/)
  await session.within(null, (ask) => ask('INSERT INTO kept VALUES (3)'))
  expect(await session.ask('SELECT a::text FROM kept')).toEqual([['3']])
  await session.close()
})
