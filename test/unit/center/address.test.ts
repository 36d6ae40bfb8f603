/** Reads addresses of the center, and keeps an open line off the network. */
import { describe, expect, test } from 'vitest'
import { readAddress } from '../../../main/center/address.ts'

const address = (text: string) => {
  const read = readAddress(text)
  if (!read.ok) throw new Error(read.problem)
  return read.value
}

describe('what an address says', () => {
  test('of one server', () => {
    expect(address('postgresql://owner:p%40ss@db.example:5433/clinic?sslrootcert=/etc/ca.pem')).toMatchObject(
      {
        hosts: [{ host: 'db.example', port: 5433, isSocket: false }],
        database: 'clinic',
        user: 'owner',
        password: 'p@ss',
        encryption: 'verify-full',
        tls: { rootCertificates: '/etc/ca.pem', certificate: null },
        target: 'read-write',
      },
    )
  })

  test('of several, of which one takes rows', () => {
    const { hosts, target } = address('postgres://a,b:6000,[::1]:7/x?target_session_attrs=any')
    expect(hosts.map(({ host, port }) => `${host} ${port}`)).toEqual(['a 5432', 'b 6000', '::1 7'])
    expect(target).toBe('any')
    expect(address('postgresql:///x?host=a,b&port=1,2').hosts.map(({ port }) => port)).toEqual([1, 2])
  })

  test('of this machine: a socket, or its own server', () => {
    expect(address('postgresql:///x?host=/run/postgresql').hosts[0]).toEqual({
      host: '/run/postgresql',
      port: 5432,
      isSocket: true,
    })
    expect(address('postgresql://u@%2Frun%2Fpostgresql/x').hosts[0]?.isSocket).toBe(true)
    expect(address('postgresql:///x')).toMatchObject({ hosts: [{ host: 'localhost' }], user: null })
  })
})

describe('an open line', () => {
  test.each(['localhost', '127.0.0.1', '127.8.9.10', '[::1]', '%2Ftmp'])('%s: allowed', (host) => {
    expect(address(`postgresql://${host}/x`).encryption).toBe('disable')
    expect(address(`postgresql://${host}/x?sslmode=require`).encryption).toBe('verify-full')
  })

  test.each([
    'db.example',
    '10.0.0.1',
    '127.0.0.1.example',
    'localhost.example',
    '1270.0.0.1',
    '[::2]',
    'localhost,db.example',
  ])('%s: never', (host) => {
    expect(address(`postgresql://${host}/x`).encryption).toBe('verify-full')
    for (const mode of ['disable', 'allow', 'prefer'])
      expect(readAddress(`postgresql://${host}/x?sslmode=${mode}`)).toMatchObject({ ok: false })
    expect(address(`postgresql://${host}/x?sslmode=require`).encryption).toBe('verify-full')
  })
})

test.each([
  'http://x/y',
  'postgresql://h:0/x',
  'postgresql://h:70000/x',
  'postgresql://a b/x',
  'postgresql://h/x?options=-c%20x',
  'postgresql://h/x?sslmode=maybe',
  'postgresql://h/x?sslcert=/c.pem',
  'postgresql://h/%zz',
  'postgresql://h/x?target_session_attrs=standby',
  'postgresql://h/x?connect_timeout=0',
  `postgresql://${Array.from({ length: 20 }, () => 'h').join(',')}/x`,
])('%s cannot be used, and it is said why', (text) => {
  expect(readAddress(text)).toMatchObject({ ok: false, problem: expect.stringMatching(/\w/) })
})

test('a password is never repeated', () => {
  for (const text of [
    'postgresql://u:geheim@h:99999/x',
    'postgresql://u:geheim@h/x?password=geheim&y=1',
    'ftp://u:geheim@h/x',
  ]) {
    const read = readAddress(text)
    expect(read.ok ? '' : read.problem).not.toContain('geheim')
  }
})
