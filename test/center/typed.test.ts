/** docs/center.md, typed: from a PostgreSQL with nothing in it to three terminals, by the page's own commands. */
import { execFileSync } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { programsOfPostgres } from '../../fixtures/center/cluster.ts'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { centerForTests } from './support.ts'

/** As Debian sets PostgreSQL up: the machine's own accounts by the socket, terminals by their password. */
const { cluster, home: newHome } = centerForTests({
  access: ['local all all trust', 'host uketsuke +uketsuke_terminal 127.0.0.1/32 scram-sha-256'],
})

const page = readFileSync(join(import.meta.dirname, '../../docs/center.md'), 'utf8')

/** The commands of each block of the page, in order. */
const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block.trim().split('\n'))

const AS_POSTGRES = 'runuser -u postgres -- '

/** Types a command of the server's block at the private cluster; PostgreSQL itself is installed. */
const typeAtServer = (command: string): void => {
  if (command === 'apt-get install postgresql') return
  if (!command.startsWith(AS_POSTGRES)) throw new Error(`${command}: not known to this test`)
  const [program = '', ...args] = command.slice(AS_POSTGRES.length).split(' ')
  execFileSync(join(programsOfPostgres() ?? '', program), args, {
    env: { PGHOST: cluster().folder, PGPORT: String(cluster().port), PGUSER: 'postgres' },
    stdio: 'pipe',
  })
}

/** Types a command of the program, with what its words in capitals stand for. */
const type = async (command: string, words: Readonly<Record<string, string>>): Promise<unknown> => {
  const [program, ...args] = command.split(' ').map((word) => words[word] ?? word)
  expect(program).toBe('uketsuke')
  const { code, json, said } = await uketsuke(...args)
  expect(code, `${command}: ${said}`).toBe(0)
  return json
}

const typeAll = async (
  commands: readonly string[],
  words: Readonly<Record<string, string>>,
): Promise<unknown[]> => {
  const answers: unknown[] = []
  for (const command of commands) answers.push(await type(command, words))
  return answers
}

const invitationSchema = z.object({ code: z.string(), terminal: z.string() })

test('the commands of docs/center.md lead from a bare PostgreSQL to three terminals', async () => {
  const [server = [], center = [], counter = [], afterwards = [], loss = [], ...others] = blocks
  expect(others).toEqual([])
  server.forEach(typeAtServer)
  const { folder, port } = cluster()
  const URL = `postgresql://uketsuke@/uketsuke?host=${folder}&port=${port}`
  const [, ...invited] = await typeAll(center, { URL })
  expect(invited).toHaveLength(3)
  const homes = invited.map(() => newHome())
  for (const [index, invitation] of invited.entries())
    await typeAll(counter, {
      CODE: invitationSchema.parse(invitation).code,
      HOME: homes[index] ?? '',
      ADDRESS: `postgresql://127.0.0.1:${port}/uketsuke`,
    })
  const [status, verified] = await typeAll(afterwards, { URL })
  const each = (name: string) => expect.objectContaining({ name, entries: expect.any(Number) })
  expect(status).toEqual(expect.arrayContaining(['受付1', '受付2', '会計'].map(each)))
  expect(status).toHaveLength(3)
  const whole = expect.objectContaining({ ok: true, firstBad: null, problem: null })
  expect(verified).toEqual([whole, whole, whole])

  const [HOME = ''] = homes
  rmSync(join(HOME, 'journal.db'))
  const ID = invitationSchema.parse(invited[0]).terminal
  expect(await typeAll(loss, { HOME, URL, ID, REASON: 'drill' })).toMatchObject([{ enrolment: 'center' }])
  expect(await uketsuke('journal', 'verify', '--home', HOME)).toMatchObject({ json: { ok: true } })
})
