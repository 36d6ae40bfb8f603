/**
 * A counter as a process: writes invented visits into the journal of its home, a few at a time, and sends them to the center as the
 * desk does. What it has written and what it was told is held goes to whoever started it, who gives it orders.
 *
 * Arguments: the home, the center's address.
 */
import { readAddress } from '../../../main/center/address.ts'
import { createForwarder } from '../../../main/center/forwarder.ts'
import { lastPlace } from '../../../main/center/last-place.ts'
import { openSession } from '../../../main/center/session.ts'
import { readClocks } from '../../../main/journal/clock-reading.ts'
import { openForForwarding } from '../../../main/journal/index.ts'
import { openJournal } from '../../../main/journal/open.ts'
import { visit } from '../../unit/journal/visits.ts'
import { type Order, orderSchema, type Word } from './words.ts'

/** Milliseconds between two looks for a visit. */
const BEAT = 250
const PAUSES = { settle: 50, look: 400, say: 5_000, shortest: 100, longest: 1_500 }

const [home = '', url = ''] = process.argv.slice(2)
const say = (word: Word): void => {
  process.send?.(word)
}
// A server may trip the driver where nobody waits for it: the desk's forwarder would be started anew.
process.on('unhandledRejection', (error) => {
  say({ what: 'tripped', detail: String(error) })
  process.exit(3)
})

const address = readAddress(url)
if (!address.ok) throw new Error(address.problem)
const opened = openJournal({
  home,
  now: readClocks,
  terminal: '見本端末',
  findsIndividualNumber: () => false,
})
if (!opened.ok) throw new Error(opened.problem.message)
const journal = opened.value
const own = openForForwarding({ home })
if (!own.ok) throw new Error(own.problem.message)
const { journal: name } = own.value

let visits = 0
let most = 0
const forwarder = createForwarder(
  { home, address: address.value },
  (state) => {
    if (!state.isWhole) return
    // Said to be held only where a whole round went well: a commit that came after it has confirmed what it found there.
    const through = state.problem === null ? lastPlace(home, name) : null
    say({ what: 'round', through, sent: state.sent, problem: state.problem, detail: state.detail })
  },
  PAUSES,
)

const beat = setInterval(() => {
  if (most === 0) return
  const rows = Math.floor(Math.random() * (most + 1))
  for (let row = 0; row < rows; row += 1) {
    visits += 1
    const written = journal.append(visit(visits % 20_000))
    if (!written.ok) {
      say({ what: 'not-written', detail: written.problem.detail })
      return
    }
    say({ what: 'written', seq: written.value.seq })
  }
  if (rows > 0) forwarder.nudge()
}, BEAT)

/** Tries everything that a terminal may not do, with its own password. @returns what the server let through */
const tryWrongs = async (other: string, seq: number): Promise<readonly string[]> => {
  const enrolment = own.value.enrolment()
  if (enrolment === null) throw new Error('a terminal that is not enrolled')
  const session = await openSession(address.value, { user: enrolment.role, password: enrolment.password })
  if (!session.ok) throw new Error(session.problem.detail)
  const row = (terminal: string, number: number): string =>
    `INSERT INTO uketsuke.row (terminal, seq, body, mac, seal) VALUES ('${terminal}', ${number}, '{}', '\\x00', '\\x00')`
  const role = `uketsuke_${other.replaceAll('-', '')}`
  const letThrough: string[] = []
  try {
    for (const text of [
      row(other, seq),
      row(enrolment.terminal, 1),
      `UPDATE uketsuke.row SET body = '{}' WHERE terminal = '${other}'`,
      `DELETE FROM uketsuke.row WHERE terminal = '${enrolment.terminal}'`,
      `UPDATE uketsuke.place SET seq = 0 WHERE terminal = '${other}'`,
      `DELETE FROM uketsuke.head WHERE terminal = '${other}'`,
      `SELECT body FROM uketsuke.row LIMIT 1`,
      `SET ROLE ${role}`,
    ])
      try {
        await session.value.ask(text)
        letThrough.push(text)
      } catch {
        // As it should be.
      }
  } finally {
    await session.value.close()
  }
  return letThrough
}

const end = async (): Promise<void> => {
  clearInterval(beat)
  await forwarder.stop()
  own.value.close()
  journal.close()
  process.exit(0)
}

const follow = (order: Order): void => {
  switch (order.order) {
    case 'write':
      most = order.most
      return
    case 'wrong':
      void tryWrongs(order.other, order.seq).then(
        (letThrough) => say({ what: 'wrong', letThrough: [...letThrough] }),
        (error: unknown) => say({ what: 'wrong-untried', detail: String(error) }),
      )
      return
    case 'end':
      void end()
  }
}
process.on('message', (message) => follow(orderSchema.parse(message)))
process.on('disconnect', () => process.exit(0))
say({ what: 'ready', journal: name })
