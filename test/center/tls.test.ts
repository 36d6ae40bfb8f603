/** The encrypted line: the server shows itself by a certificate that is checked, the terminal by a password or one of its own. */
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { eventually } from '../../fixtures/terminal/launch.ts'
import { readAddress } from '../../main/center/address.ts'
import { roleOf } from '../../main/center/enrol.ts'
import { createForwarder, type ForwarderState, PAUSES } from '../../main/center/forwarder.ts'
import { lookAtCenter } from '../../main/center/look.ts'
import { openHome } from '../unit/journal/support.ts'
import { addVisits } from '../unit/journal/visits.ts'
import { certificatesIn } from './certificates.ts'
import { type CenterDatabase, centerForTests, checkIn, invited } from './support.ts'

const folder = mkdtempSync(join(tmpdir(), 'center-tls-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string): string => join(folder, name)

const { authority, certificate } = certificatesIn(folder)

const { cluster, home: newHome } = centerForTests({
  access: [
    'local all all trust',
    'hostssl all +uketsuke_by_certificate 127.0.0.1/32 cert',
    'hostssl all all 127.0.0.1/32 scram-sha-256',
  ],
})

/** Puts the files of a certificate where the server looks for them. */
const put = (name: string): void => {
  const { data } = cluster()
  const { uid, gid } = statSync(data)
  for (const [from, to] of [
    [`${name}.pem`, 'server.crt'],
    [`${name}.key`, 'server.key'],
    ['ca.pem', 'root.crt'],
  ] as const) {
    copyFileSync(file(from), join(data, to))
    chownSync(join(data, to), uid, gid)
    chmodSync(join(data, to), 0o600)
  }
}

/** Puts a certificate in the place of the server's. */
const serve = async (name: string): Promise<void> => {
  const { psql } = cluster()
  put(name)
  for (const [setting, value] of [
    ['ssl_ca_file', 'root.crt'],
    ['ssl', 'on'],
  ])
    await psql('postgres', `ALTER SYSTEM SET ${setting} = '${value}'`)
  await cluster().stop()
  await cluster().start()
}

let one: CenterDatabase
let home = ''
let terminal = ''
const address = (more: string, host = 'localhost'): string =>
  `postgresql://${host}:${cluster().port}/${one.name}?sslmode=verify-full${more}`
const trusted = (): string => `&sslrootcert=${file('ca.pem')}`
const forward = (url: string) => uketsuke('forward', '--once', '--home', home, '--database', url)

beforeAll(async () => {
  authority('ca')
  authority('other')
  certificate('server', 'localhost', 'DNS:localhost,IP:127.0.0.1')
  certificate('elsewhere', 'db.example', 'DNS:db.example')
  certificate('expired', 'localhost', 'DNS:localhost', -1)
  const socket = cluster()
  await socket.psql('postgres', 'CREATE ROLE uketsuke_by_certificate')
  one = await (async () => {
    const name = 'tls'
    await socket.psql('postgres', `CREATE DATABASE ${name}`)
    const url = `postgresql://postgres@/${name}?host=${socket.folder}&port=${socket.port}`
    const made = await uketsuke('center', 'init', '--database', url)
    if (made.code !== 0) throw new Error(made.said)
    return { name, url, sql: (text: string) => socket.psql(name, text) }
  })()
  await serve('server')
  home = newHome()
  await checkIn(home, 2)
  const { code, terminal: id } = await invited(one.url)
  terminal = id
  const enrolled = await uketsuke('forward', 'enrol', code, '--home', home, '--database', address(trusted()))
  if (enrolled.code !== 0) throw new Error(enrolled.said)
})

const NOT_SENT = { code: 1, json: { sent: 0, behind: 4 } }

describe('a line beyond this machine', () => {
  test('is not begun with a server whose authority, name or days are wrong, nor without encryption', async () => {
    expect(await forward(address(''))).toMatchObject(NOT_SENT)
    expect(await forward(address(`&sslrootcert=${file('other.pem')}`))).toMatchObject(NOT_SENT)
    expect(await forward(address(`&sslrootcert=${file('nowhere.pem')}`))).toMatchObject({
      ...NOT_SENT,
      json: { problem: 'REFUSED' },
    })
    await serve('elsewhere')
    expect(await forward(address(trusted()))).toMatchObject(NOT_SENT)
    await serve('expired')
    expect(await forward(address(trusted()))).toMatchObject(NOT_SENT)
    await cluster().psql('postgres', 'ALTER SYSTEM SET ssl = off')
    await cluster().stop()
    await cluster().start()
    expect(await forward(address(trusted()))).toMatchObject(NOT_SENT)
    expect(await one.sql('SELECT count(*) FROM uketsuke.row')).toBe('0')
  })

  test('is begun with the server that is meant, by its name or its number', async () => {
    await serve('server')
    expect(await forward(address(trusted()))).toMatchObject({ code: 0, json: { sent: 4 } })
    await checkIn(home, 1)
    expect(await forward(address(trusted(), '127.0.0.1'))).toMatchObject({ code: 0, json: { sent: 1 } })
  })

  test('that falls while nothing is asked is noticed at once, encrypted or not', async () => {
    for (const url of [
      address(trusted()),
      `postgresql://postgres@/tls?host=${cluster().folder}&port=${cluster().port}`,
    ]) {
      const read = readAddress(url)
      if (!read.ok) throw new Error(read.problem)
      const states: ForwarderState[] = []
      const forwarder = createForwarder({ home, address: read.value }, (state) => states.push(state))
      await eventually('the center', () => states.find(({ problem }) => problem === null))
      // A round has ended, and the next one is half a minute away.
      await new Promise((resolve) => setTimeout(resolve, 100))
      await one.sql(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'uketsuke'`,
      )
      await eventually('word of it', () => states.find(({ problem }) => problem === 'UNREACHABLE'), 2_000)
      await eventually('the next line', () => states.at(-1)?.problem === null || undefined)
      await forwarder.stop()
    }
  })

  test('whose certificate runs out while it stands goes on; the next one says why it is not begun, and goes on once there is a new one', async () => {
    const read = readAddress(address(trusted()))
    if (!read.ok) throw new Error(read.problem)
    const journal = openHome(home)
    const states: ForwarderState[] = []
    const forwarder = createForwarder({ home, address: read.value }, (state) => states.push(state), {
      ...PAUSES,
      settle: 10,
      shortest: 100,
      longest: 200,
    })
    const sent = () => states.reduce((sum, state) => sum + state.sent, 0)
    await eventually('the center', () => states.find(({ problem }) => problem === null))
    put('expired')
    await cluster().reload()
    const before = sent()
    addVisits(journal, 1)
    forwarder.nudge()
    await eventually('the row', () => sent() === before + 1 || undefined)
    await one.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'uketsuke'`,
    )
    await eventually('word of it', () => states.at(-1)?.why === 'certificate' || undefined)
    addVisits(journal, 1)
    expect(await lookAtCenter(home, address(trusted()))).toMatchObject({ state: 'down', why: 'certificate' })
    put('server')
    await cluster().reload()
    await eventually('the next line', () => sent() === before + 2 || undefined)
    await forwarder.stop()
    journal.close()
  })

  test('a terminal shows itself by a certificate where the server wants one', async () => {
    await one.sql(`GRANT uketsuke_by_certificate TO ${roleOf(terminal)}`)
    certificate('counter', roleOf(terminal), null)
    certificate('stranger', 'somebody', null)
    await checkIn(home, 1)
    const by = (name: string) => `${trusted()}&sslcert=${file(`${name}.pem`)}&sslkey=${file(`${name}.key`)}`
    expect(await forward(address(trusted()))).toMatchObject({ code: 1, json: { problem: 'REFUSED' } })
    expect(await forward(address(by('stranger')))).toMatchObject({ code: 1, json: { problem: 'REFUSED' } })
    expect(await forward(address(by('counter')))).toMatchObject({ code: 0, json: { sent: 1 } })
  })

  test('says that the server does not believe the terminal’s own certificate', async () => {
    certificate('late', roleOf(terminal), null, -1)
    const by = `${trusted()}&sslcert=${file('late.pem')}&sslkey=${file('late.key')}`
    // The server's word is lost now and then with the line that it ends.
    for (let tries = 0; tries < 20; tries += 1)
      expect(await lookAtCenter(home, address(by))).toMatchObject({ state: 'down', why: 'own-certificate' })
  })
})
