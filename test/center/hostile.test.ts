/** Servers that hang, lie, trip the driver or never stop talking, and a desk beside them that goes on. */
import { connect, createServer, type Server, type Socket } from 'node:net'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { afterEach, describe, expect, test } from 'vitest'
import { uketsuke } from '../../fixtures/center/typed.ts'
import { type ThreadState, threadMessageSchema } from '../../main/center/thread-messages.ts'
import { statusOfRound, type Thread } from '../../main/desk/process/center-desk.ts'
import { threadStarter } from '../../main/desk/process/forwarder-thread.ts'
import { keyRingText } from '../../main/journal/keys.ts'
import { readerKeys } from '../../main/journal/read.ts'
import { openHome } from '../unit/journal/support.ts'
import { addVisits, visit } from '../unit/journal/visits.ts'
import { centerForTests, checkIn } from './support.ts'

const { cluster, center, home: newHome } = centerForTests()

const servers: Server[] = []
const threads: Thread[] = []
afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.end()))
  for (const server of servers.splice(0)) server.close()
})

/** A server that treats each connection as it is told. */
const hostile = async (treat: (socket: Socket) => void): Promise<string> => {
  const sockets: Socket[] = []
  const server = createServer((socket) => {
    sockets.push(socket)
    socket.on('error', () => {})
    treat(socket)
  })
  server.on('close', () => {})
  const close = server.close.bind(server)
  server.close = (done) => {
    for (const socket of sockets) socket.destroy()
    return close(done)
  }
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return `postgresql://u:p@127.0.0.1:${port}/x?connect_timeout=1`
}

/** A message of the protocol (PostgreSQL 15, 55.7): its letter, its length with itself, its content. */
const message = (letter: string, content: Buffer): Buffer => {
  const length = Buffer.alloc(4)
  length.writeInt32BE(content.length + 4)
  return Buffer.concat([Buffer.from(letter), length, content])
}
const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}
const sasl = message('R', Buffer.concat([int32(10), Buffer.from('SCRAM-SHA-256\0\0')]))
/** The nonce of a client-first message: `n,,n=*,r=…`. */
const nonceIn = (data: Buffer): string => /r=([^,\0]+)/.exec(data.toString('latin1'))?.[1] ?? ''

const TREATMENTS: readonly (readonly [string, (socket: Socket) => void])[] = [
  ['says nothing', () => {}],
  ['goes at once', (socket) => socket.destroy()],
  ['is another kind of server', (socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')],
  [
    'asks for a way in that nobody knows',
    (socket) => socket.once('data', () => socket.write(message('R', int32(77)))),
  ],
  [
    'says that a message is endless',
    (socket) =>
      socket.once('data', () => socket.write(Buffer.from([0x52, 0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 10]))),
  ],
  [
    'lies about the password’s salt',
    (socket) => {
      socket.once('data', () => {
        socket.write(sasl)
        socket.once('data', () =>
          socket.write(message('R', Buffer.concat([int32(11), Buffer.from('nonsense')]))),
        )
      })
    },
  ],
  [
    'proves nothing of itself',
    (socket) => {
      socket.once('data', () => {
        socket.write(sasl)
        socket.once('data', (first) => {
          const text = `r=${nonceIn(first)}x,s=c2FsdA==,i=4096`
          socket.write(message('R', Buffer.concat([int32(11), Buffer.from(text)])))
          socket.once('data', () =>
            socket.write(
              Buffer.concat([
                message('R', Buffer.concat([int32(12), Buffer.from('v=AAAA')])),
                message('R', int32(0)),
              ]),
            ),
          )
        })
      })
    },
  ],
]

describe('a server that', () => {
  test.each(TREATMENTS)(
    '%s: UNREACHABLE or REFUSED, and nothing is lost',
    async (_, treat) => {
      const home = newHome()
      await checkIn(home, 2)
      const url = await hostile(treat)
      const said = await uketsuke('forward', '--once', '--home', home, '--database', url)
      expect(said).toMatchObject({ code: 1, json: { sent: 0, behind: 2 } })
      expect(['UNREACHABLE', 'REFUSED']).toContain((said.json as { problem: string }).problem)
    },
    15_000,
  )
})

/** The forwarder's thread for a home, and what it has said. */
const threadFor = (home: string, url: string) => {
  const keys = readerKeys({ home })
  if (!keys.ok) throw new Error(keys.problem.message)
  const states: ThreadState[] = []
  let alive = 0
  const thread = threadStarter(() => {})(
    { home, url, keys: keyRingText(keys.value.ring), shares: false },
    (heard) => {
      const told = threadMessageSchema.parse(heard)
      if (told === 'alive') alive += 1
      else if (!('word' in told)) states.push(told)
    },
    () => {},
  )
  threads.push(thread)
  return { thread, states, alive: () => alive }
}

const until = async (holds: () => boolean, most = 20_000): Promise<void> => {
  const end = performance.now() + most
  while (!holds()) {
    if (performance.now() > end) throw new Error('it did not come')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** A line to a server that brings its answers a byte a second, until it is told to carry all of them. */
const dripping = async (port: number): Promise<{ port: number; flow(): void }> => {
  let isDripping = true
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1')
    const waiting: number[] = []
    const timer = setInterval(() => {
      if (waiting.length > 0) client.write(Buffer.from(waiting.splice(0, isDripping ? 1 : waiting.length)))
    }, 1_000)
    upstream.on('data', (data) => {
      if (isDripping) waiting.push(...data)
      else client.write(data)
    })
    client.on('data', (data) => upstream.write(data))
    for (const socket of [client, upstream]) {
      socket.on('error', () => {})
      socket.on('close', () => {
        clearInterval(timer)
        client.destroy()
        upstream.destroy()
      })
    }
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    flow: () => {
      isDripping = false
    },
  }
}

describe('the thread beside a desk', () => {
  test('says of answers that drip that none comes in time, and sends everything once they flow', async () => {
    const { name, sql } = await center()
    const line = await dripping(cluster().port)
    const home = newHome()
    const journal = openHome(home)
    addVisits(journal, 3)
    const url = `postgresql://postgres@127.0.0.1:${line.port}/${name}?connect_timeout=1`
    const { states, alive } = threadFor(home, url)
    await until(() => states.at(-1)?.why === 'no-answer')
    addVisits(journal, 2)
    expect(states.map(statusOfRound).at(-1)).toMatchObject({ state: 'down', why: 'no-answer' })
    await until(() => alive() > 0)
    line.flow()
    await until(() => states.at(-1)?.problem === null)
    expect(await sql('SELECT count(*) FROM uketsuke.row')).toBe('5')
    journal.close()
  }, 60_000)

  test('sends what is there, and what is written while it runs', async () => {
    const { url, sql } = await center()
    const home = newHome()
    const journal = openHome(home)
    addVisits(journal, 30)
    const { thread, states } = threadFor(home, url)
    await until(() => states.at(-1)?.problem === null)
    addVisits(journal, 5)
    thread.order('nudge')
    await until(() => states.reduce((sum, { sent }) => sum + sent, 0) >= 35)
    expect(states.at(-1)).toMatchObject({ behind: 0, problem: null })
    expect(await sql('SELECT count(*), max(seq) FROM uketsuke.row')).toBe('35|35')
    await thread.end()
    journal.close()
  })

  test('a row takes as long beside a hostile server as beside none', async () => {
    const home = newHome()
    const journal = openHome(home)
    addVisits(journal, 200)
    const took = (): number => {
      const times = Array.from({ length: 150 }, (_, index) => {
        const started = performance.now()
        const written = journal.append(visit(index))
        if (!written.ok) throw new Error(written.problem.detail)
        return performance.now() - started
      }).toSorted((one, other) => one - other)
      return times[Math.floor(times.length / 2)] ?? 0
    }
    const before = took()
    // It has the driver derive a password for ten seconds: a thread that does so hears nothing more.
    const url = await hostile((socket) => {
      socket.once('data', () => {
        socket.write(sasl)
        socket.once('data', (first) =>
          socket.write(
            message(
              'R',
              Buffer.concat([int32(11), Buffer.from(`r=${nonceIn(first)}x,s=c2FsdA==,i=20000000`)]),
            ),
          ),
        )
      })
    })
    const { alive } = threadFor(home, url)
    await until(() => true)
    await new Promise((resolve) => setTimeout(resolve, 1_500))
    const delay = monitorEventLoopDelay({ resolution: 5 })
    delay.enable()
    await new Promise((resolve) => setTimeout(resolve, 500))
    const during = took()
    delay.disable()
    expect(alive()).toBe(0)
    // Generous: other work on this machine is not the server's doing. A desk that waited would take seconds.
    expect(during).toBeLessThan(before * 5 + 10)
    expect(delay.percentile(50) / 1e6).toBeLessThan(100)
    journal.close()
  }, 30_000)
})
