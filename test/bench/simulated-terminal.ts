/** A terminal without a disk: rows of invented visits as a desk writes them, chained and signed, kept until they were sent. */
import { generateKeyPairSync, hash, randomUUID, sign } from 'node:crypto'
import { z } from 'zod'
import type { Day } from '../../contract/day.ts'
import type { JournalEvent } from '../../contract/journal.ts'
import { readClocks } from '../../main/journal/clock-reading.ts'
import { bodyOf } from '../../main/journal/entry.ts'
import type { ForwardedRow, ForwardingJournal } from '../../main/journal/index.ts'
import { firstDigest, nextDigest } from '../../main/journal/signed-head.ts'
import { visit } from '../unit/journal/visits.ts'
import { author } from './journal-filled.ts'

/** Rows that a visit writes. */
export const ROWS_PER_VISIT = 5

const eventsOf = (number: number, visitDate: Day): readonly JournalEvent[] => {
  const checkIn = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  const concluded = visit(number, { checkIn, visitDate })
  const { outcome, reasons, road, reader, online, documents, ruleSet, staff } = concluded
  const evidence = {
    event: 'evidence-added',
    staff,
    checkIn,
    document: 'my-number-card',
    source: 'card-reader',
  } as const
  return [
    { event: 'check-in-opened', staff, checkIn, visitDate, outageMode: false },
    { ...evidence, evidence: 'card', confirmed: false },
    { ...evidence, evidence: 'card', confirmed: true },
    {
      event: 'decided',
      staff,
      checkIn,
      visitDate,
      outcome,
      reasons,
      road,
      reader,
      online,
      documents,
      notes: [],
      needs: [],
      ruleSet,
    },
    concluded,
  ]
}

const jwkSchema = z.object({ x: z.string() })

export type SimulatedTerminal = {
  /** Its id at the center, which is its journal's name. */
  readonly id: string
  readonly publicKey: string
  /** Writes a visit of this day. */
  visit(number: number, day: Day): void
  readonly journal: ForwardingJournal
  /** Forgets what was sent. */
  forget(): void
}

export const createSimulatedTerminal = (): SimulatedTerminal => {
  const id = randomUUID()
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x } = jwkSchema.parse(publicKey.export({ format: 'jwk' }))
  let rows: ForwardedRow[] = []
  let last = { seq: 0, digest: firstDigest(id, 0), mac: '' }
  /** The row behind which those that are kept begin. */
  let sent = last
  const at = (seq: number) => (seq === sent.seq ? sent : rows.find((row) => row.seq === seq))
  return {
    id,
    publicKey: x,
    visit: (number, day) => {
      for (const event of eventsOf(number, day)) {
        const body = bodyOf(event, readClocks(), author, () => false)
        if (!body.ok) throw new Error(body.problem)
        const seq = last.seq + 1
        const row = {
          seq,
          body: body.value,
          mac: hash('sha256', `${last.mac}${body.value}`, 'hex'),
          digest: nextDigest(last.digest, seq, body.value),
        }
        rows.push(row)
        last = row
      }
    },
    forget: () => {
      sent = last
      rows = []
    },
    journal: {
      journal: id,
      publicKey: x,
      sign: (text) => sign(null, Buffer.from(text), privateKey).toString('base64url'),
      enrolment: () => null,
      isElsewhere: false,
      sealedCopy: () => {
        throw new Error('a simulated terminal leaves no copy')
      },
      end: () => last.seq,
      beginning: () => ({ seq: 0, digest: firstDigest(id, 0) }),
      macAt: (seq) => at(seq)?.mac ?? null,
      placeAt: (seq) => {
        const place = at(seq)
        if (place === undefined) throw new Error(`row ${seq} was forgotten`)
        return place
      },
      countAfter: (seq) => last.seq - seq,
      rowsAfter: ({ seq }, most) => rows.filter((row) => row.seq > seq).slice(0, most),
      close: () => {},
    },
  }
}
