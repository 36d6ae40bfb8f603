/** 公費・医療証 of the open visit: added by a form or a scanned prescription, seen, taken back. Nothing here decides. */
import type { Insured } from '../../../contract/insured.ts'
import type { RecordedPublicAid } from '../../../contract/journal-fields.ts'
import type { PublicAid } from '../../../contract/public-aid.ts'
import {
  kindOfLaw,
  lawOf,
  lawOfPaper,
  MAX_PUBLIC_AID,
  publicAidKindSchema,
} from '../../../contract/public-aid.ts'
import type { PrescriptionFields } from '../../../contract/scan.ts'
import { parsePayerNumber, parseRecipientNumber } from '../../rules/fields/public-fund.ts'
import { type Core, type Step, say, stay, unsay, withCheckIn } from './core.ts'

const samePaper = (one: PublicAid, other: PublicAid): boolean =>
  isSameOnRecord(one, other) ||
  ((one.payer !== null || one.recipient !== null) &&
    one.payer === other.payer &&
    one.recipient === other.recipient)

/** Compares a number with the trace of one. */
const fits = (trace: Insured | undefined, number: string | null): boolean =>
  trace === undefined ? number === null : number?.endsWith(trace.lastCharacters) === true

/** The same paper as one of which only the row of its visit tells. */
const isSameOnRecord = ({ payer, recipient, onRecord }: PublicAid, other: PublicAid): boolean =>
  payer === null &&
  recipient === null &&
  onRecord?.payer !== undefined &&
  onRecord.law === lawOfPaper(other) &&
  fits(onRecord.payer, other.payer) &&
  fits(onRecord.recipient, other.recipient)

/** Tells whether what a row has kept of a paper still counts for it: no other number has been typed since. */
const keepsTrace = (before: PublicAid, typed: PublicAid): boolean =>
  (typed.payer === null && typed.recipient === null) || isSameOnRecord(before, typed)

/** Says that so many papers were not taken: the visit holds as many as it can. */
const sayFull = (core: Core, left: number): Core =>
  say(core, 'PUBLIC_AID_FULL', 'look', { most: MAX_PUBLIC_AID, left })

/**
 * Puts a paper among others: in place of the one with the same id, else of the one with the same numbers, else behind them.
 * @returns null where there is no room for one more
 */
const put = (papers: readonly PublicAid[], paper: PublicAid): readonly PublicAid[] | null => {
  const before = papers.find(({ id }) => id === paper.id) ?? papers.find((each) => samePaper(each, paper))
  if (before === undefined) return papers.length < MAX_PUBLIC_AID ? [...papers, paper] : null
  const trace = keepsTrace(before, paper) ? { onRecord: before.onRecord } : {}
  const inPlace = { ...paper, id: before.id, ...trace }
  return papers.flatMap((each) => (each.id === before.id ? [inPlace] : samePaper(each, paper) ? [] : [each]))
}

/** The text of a payer or recipient number as it is kept: its digits, or null where it holds none that can be one. */
const payerOf = (text: string): string | null => {
  const parsed = parsePayerNumber(text)
  return parsed.ok ? parsed.value.number : null
}
const recipientOf = (text: string): string | null => {
  const parsed = parseRecipientNumber(text)
  return parsed.ok ? parsed.value.number : null
}

/** The form of a paper as it is handed in, days read. */
export type PublicAidEntry = {
  /** The paper that is corrected; null for a new one. */
  readonly id: string | null
  readonly kind: string
  readonly payer: string
  readonly recipient: string
  readonly from: string | undefined
  readonly until: string | undefined
  readonly seen: boolean
  readonly source: PublicAid['source']
}

/**
 * Keeps a paper that was typed. Where nobody has said which kind it is, its payer number does: `54…` is 難病.
 * @returns null where the visit has no room for one more
 */
export const putPublicAid = (core: Core, entry: PublicAidEntry): Core | null => {
  const payer = payerOf(entry.payer)
  const chosen = publicAidKindSchema.safeParse(entry.kind)
  const paper: PublicAid = {
    id: entry.id ?? `a${core.nextId}`,
    kind: chosen.success ? chosen.data : kindOfLaw(lawOf(payer ?? '')),
    payer,
    recipient: recipientOf(entry.recipient),
    from: entry.from ?? null,
    until: entry.until ?? null,
    seen: entry.seen,
    source: entry.source,
    namedBy: [],
  }
  const publicAid = put(core.state.checkIn?.publicAid ?? [], paper)
  return publicAid === null
    ? null
    : withCheckIn({ ...core, nextId: core.nextId + 1 }, { publicAid: [...publicAid] })
}

/** Says of a typed paper that there is no room for it: its form stays open. */
export const sayNoRoom = (core: Core): Core => sayFull(core, 1)

/** A fund without a number that can be one is known again by its kind alone. */
const isNamedAlike = (one: PublicAid, other: PublicAid): boolean =>
  samePaper(one, other) ||
  (one.namedBy.length > 0 &&
    one.kind === other.kind &&
    [one.payer, one.recipient, other.payer, other.recipient].every((number) => number === null))

type NamedFund = NonNullable<PrescriptionFields['publicFunds']>[number]

const namedPaper = ({ payer, recipient }: NamedFund, id: string, by: string | null): PublicAid => ({
  id,
  kind: kindOfLaw(lawOf(payer)),
  payer: payerOf(payer),
  recipient: recipient === '' ? null : recipient,
  from: null,
  until: null,
  seen: false,
  source: 'scanner',
  namedBy: by === null ? [] : [by],
})

/**
 * Tells whether a piece of evidence can have named just these funds: each of them is here, typed or named, and it has named no
 * other one.
 */
export const mayHaveNamed = (
  papers: readonly PublicAid[],
  piece: string,
  funds: PrescriptionFields['publicFunds'],
): boolean => {
  const named = (funds ?? []).map((fund) => namedPaper(fund, '', piece))
  return (
    named.every((paper) => papers.some((each) => isNamedAlike(each, paper))) &&
    papers.every((each) => !each.namedBy.includes(piece) || named.some((paper) => isNamedAlike(each, paper)))
  )
}

/**
 * Takes the public funds that a prescription names. It says that the patient has them, not that anybody has seen the
 * paper; one that is here already keeps what is known of it.
 * @param by the piece of evidence that the prescription is; null where it is none, at a clinic: nothing takes them back then
 */
export const takePublicFunds = (
  core: Core,
  funds: PrescriptionFields['publicFunds'],
  by: string | null,
): Core => {
  const named = (funds ?? []).map((fund, index) => namedPaper(fund, `a${core.nextId + index}`, by))
  if (named.length === 0) return core
  let publicAid: readonly PublicAid[] = core.state.checkIn?.publicAid ?? []
  let left = 0
  for (const paper of named) {
    const known = publicAid.find((each) => isNamedAlike(each, paper))
    if (known === undefined) {
      const more = put(publicAid, paper)
      if (more === null) left += 1
      publicAid = more ?? publicAid
    } else if (known.namedBy.length > 0)
      publicAid = publicAid.map((each) =>
        each === known ? { ...known, namedBy: [...new Set([...known.namedBy, ...paper.namedBy])] } : each,
      )
  }
  const taken = withCheckIn({ ...core, nextId: core.nextId + named.length }, { publicAid: [...publicAid] })
  return left === 0 ? taken : sayFull(taken, left)
}

/**
 * The papers that are left when the piece of evidence that has named some of them goes: what nothing else names goes with
 * it, unless somebody has seen it.
 */
export const publicAidWithout = (papers: readonly PublicAid[], gone: string): PublicAid[] =>
  papers.flatMap((paper) => {
    if (!paper.namedBy.includes(gone)) return [paper]
    const namedBy = paper.namedBy.filter((id) => id !== gone)
    return namedBy.length > 0 || paper.seen ? [{ ...paper, namedBy }] : []
  })

/** A paper of a visit that is opened again, as its row has it. */
export const publicAidOnRecord = (
  { kind, from, until, seen, law, payer, recipient }: RecordedPublicAid,
  id: string,
): PublicAid => ({
  id,
  kind,
  payer: null,
  recipient: null,
  from: from ?? null,
  until: until ?? null,
  seen,
  source: 'manual',
  namedBy: [],
  onRecord: {
    ...(law === undefined ? {} : { law }),
    ...(payer === undefined ? {} : { payer }),
    ...(recipient === undefined ? {} : { recipient }),
  },
})

const changed = (core: Core, change: (papers: readonly PublicAid[]) => PublicAid[]): Step => {
  const papers = core.state.checkIn?.publicAid
  return stay(papers === undefined ? core : withCheckIn(core, { publicAid: change(papers) }))
}

/** Takes a paper out of the visit: there is room for another one. */
export const removePublicAid = (core: Core, id: string): Step =>
  changed(unsay(core, 'PUBLIC_AID_FULL'), (papers) => papers.filter((paper) => paper.id !== id))

/** Says that a paper has been seen at the desk, or has not. */
export const seePublicAid = (core: Core, id: string, seen: boolean): Step =>
  changed(core, (papers) => papers.map((paper) => (paper.id === id ? { ...paper, seen } : paper)))
