/** 公費・医療証 of the open visit: added by a form or a scanned prescription, seen, taken back. Nothing here decides. */
import type { PublicAid } from '../../../contract/public-aid.ts'
import { kindOfLaw, lawOf, MAX_PUBLIC_AID, publicAidKindSchema } from '../../../contract/public-aid.ts'
import type { PrescriptionFields } from '../../../contract/scan.ts'
import { parsePayerNumber, parseRecipientNumber } from '../../rules/fields/public-fund.ts'
import { type Core, type Step, stay, withCheckIn } from './core.ts'

const samePaper = (one: PublicAid, other: PublicAid): boolean =>
  (one.payer !== null || one.recipient !== null) &&
  one.payer === other.payer &&
  one.recipient === other.recipient

/** Puts papers into the visit: in place of the one with the same id, or of the same numbers; else behind the others. */
const putAll = (core: Core, papers: readonly PublicAid[]): Core => {
  const view = core.state.checkIn
  if (view === null) return core
  const publicAid = [...view.publicAid]
  for (const paper of papers) {
    const index = publicAid.findIndex((each) => each.id === paper.id || samePaper(each, paper))
    const before = publicAid[index]
    if (before !== undefined) publicAid[index] = { ...paper, id: before.id }
    else if (publicAid.length < MAX_PUBLIC_AID) publicAid.push(paper)
  }
  return withCheckIn(core, { publicAid })
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
 */
export const putPublicAid = (core: Core, entry: PublicAidEntry): Core => {
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
  }
  return putAll({ ...core, nextId: core.nextId + 1 }, [paper])
}

/**
 * Takes the public funds that a prescription names. It says that the patient has them, not that anybody has seen the
 * paper; one that is here already keeps what is known of it.
 */
export const takePublicFunds = (core: Core, funds: PrescriptionFields['publicFunds']): Core => {
  const known = core.state.checkIn?.publicAid ?? []
  const papers = (funds ?? []).flatMap(({ payer, recipient }, index): PublicAid[] => {
    const paper: PublicAid = {
      id: `a${core.nextId + index}`,
      kind: kindOfLaw(lawOf(payer)),
      payer: payerOf(payer),
      recipient: recipient === '' ? null : recipient,
      from: null,
      until: null,
      seen: false,
      source: 'scanner',
    }
    return known.some((each) => samePaper(each, paper)) ? [] : [paper]
  })
  return papers.length === 0 ? core : putAll({ ...core, nextId: core.nextId + papers.length }, papers)
}

const changed = (core: Core, change: (papers: readonly PublicAid[]) => PublicAid[]): Step => {
  const papers = core.state.checkIn?.publicAid
  return stay(papers === undefined ? core : withCheckIn(core, { publicAid: change(papers) }))
}

/** Takes a paper out of the visit. */
export const removePublicAid = (core: Core, id: string): Step =>
  changed(core, (papers) => papers.filter((paper) => paper.id !== id))

/** Says that a paper has been seen at the desk, or has not. */
export const seePublicAid = (core: Core, id: string, seen: boolean): Step =>
  changed(core, (papers) => papers.map((paper) => (paper.id === id ? { ...paper, seen } : paper)))
