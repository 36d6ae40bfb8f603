/**
 * The present state of visits, folded from their rows: the one that concluded each, and every later row that is tied to it.
 * Pure, and the only place where it is done: today's list, the history, statistics, exports and the month's list all show
 * what this gives, a running desk as well as one that has just started.
 */
import type { VisitStep } from '../../contract/amend.ts'
import { type ElsewhereDone, type FollowUp, followUpKind, followUpsOf } from '../../contract/follow-up.ts'
import type { FollowUpKind, LeftOpen } from '../../contract/follow-up-kinds.ts'
import type { JournalEvent, JournalRow, VisitOnRecord } from '../../contract/journal.ts'

type EventOf<Name extends JournalEvent['event']> = Extract<JournalEvent, { event: Name }>
type Concluded = EventOf<'concluded'>
type Amended = EventOf<'amended'>

/** Rows that are tied to a concluded visit; each stands under the visit's day. */
export const TIED_EVENTS = ['amended', 'reopened', 'follow-up-done', 'follow-up-undone'] as const

/** A row that concludes a visit. */
export type ConcludedRow = JournalRow & { readonly event: Concluded }
export const isConcluded = (row: JournalRow): row is ConcludedRow => row.event.event === 'concluded'

type Done = NonNullable<VisitOnRecord['followUps'][number]['done']>

/** The other counter that did it, where it was done there. */
const elsewhereIn = (event: EventOf<'follow-up-done'>): { elsewhere?: ElsewhereDone } => {
  const { counter, counterName = '', counterStaff, counterRow = 0 } = event
  return counter === undefined
    ? {}
    : { elsewhere: { counter, counterName, name: counterStaff ?? null, row: counterRow } }
}

/** A visit while its rows are being read, in their order. */
type Group = {
  /** Its rows that concluded it: one, or one more for each time that it was reopened and ended. */
  readonly ends: ConcludedRow[]
  /** The last end with its corrections. */
  event: Concluded
  remark: string | null
  amended: boolean
  readonly steps: VisitStep[]
  /** The things that the last end leaves and that were settled. */
  readonly done: Map<FollowUpKind, Done>
}

const isUnconfirmed = ({ outcome }: Concluded): boolean =>
  outcome === 'need-more' || outcome === 'not-confirmed'

/** The list of what is left to do, with one thing in it or not. */
const having = (left: readonly LeftOpen[], what: LeftOpen, is: boolean): LeftOpen[] =>
  is === left.includes(what) ? [...left] : is ? [...left, what] : left.filter((one) => one !== what)

/** Without the fields that were taken away, and with those that were put right. */
const corrected = (before: Concluded, row: Amended): Concluded => {
  const cleared = new Set<string>(row.cleared ?? [])
  const { patientNumber, queueNumber, paid, ...others } = before
  const kept = {
    ...(patientNumber === undefined ? {} : { patientNumber }),
    ...(queueNumber === undefined ? {} : { queueNumber }),
    ...(paid === undefined ? {} : { paid }),
    ...(row.patientNumber === undefined ? {} : { patientNumber: row.patientNumber }),
    ...(row.queueNumber === undefined ? {} : { queueNumber: row.queueNumber }),
    ...(row.paid === undefined ? {} : { paid: row.paid }),
  }
  const present = Object.fromEntries(Object.entries(kept).filter(([field]) => !cleared.has(field)))
  return { ...others, ...present, outcome: row.outcome ?? before.outcome }
}

const amend = (group: Group, row: Amended): void => {
  const before = group.event
  const after = corrected(before, row)
  // The tasks that the end leaves by itself follow the outcome and the money, once a row has spoken of them.
  let left = after.notesOpen
  // An unconfirmed visit of an outage leaves its recheck instead.
  if (row.outcome !== undefined)
    left = having(left, 'unconfirmed', isUnconfirmed(after) && !left.includes('outage'))
  if (after.paid !== before.paid)
    left = having(having(left, 'paid-in-full', after.paid === 'in-full'), 'deposit', after.paid === 'deposit')
  // A task that has come back is to be done again.
  for (const what of left) if (!before.notesOpen.includes(what)) group.done.delete(followUpKind(what))
  group.event = { ...after, notesOpen: left }
  group.amended = true
  if (row.remark !== undefined) group.remark = row.remark
  if (row.cleared?.includes('remark') === true) group.remark = null
}

const CLEARABLE = ['patientNumber', 'queueNumber', 'paid', 'remark'] as const

const changeOf = (row: Amended): Extract<VisitStep, { what: 'amended' }>['change'] => ({
  ...(row.patientNumber === undefined ? {} : { patientNumber: row.patientNumber }),
  ...(row.queueNumber === undefined ? {} : { queueNumber: row.queueNumber }),
  ...(row.outcome === undefined ? {} : { outcome: row.outcome }),
  ...(row.paid === undefined ? {} : { paid: row.paid }),
  ...(row.remark === undefined ? {} : { remark: row.remark }),
  ...Object.fromEntries(
    CLEARABLE.filter((field) => row.cleared?.includes(field) === true).map((field) => [field, null]),
  ),
})

/**
 * Ends that a row of the time before follow-ups does not name: an unconfirmed visit, and a newer entitlement. The month's list
 * names them all the same; at the desk they are not brought up again.
 */
const unnamedEnds = (event: Concluded): LeftOpen[] => {
  // An unconfirmed visit of an outage leaves its recheck instead: it is not asked for twice. An accident at work leaves its
  // form at most: no health insurance is asked about it.
  const isAsked = !event.notesOpen.includes('outage') && event.reasons[0] !== 'NOT_HEALTH_INSURANCE'
  const ends: LeftOpen[] = [
    ...(isUnconfirmed(event) && isAsked ? (['unconfirmed'] as const) : []),
    ...(event.reasons.includes('NEW_QUAL_FOUND') ? (['newer-entitlement'] as const) : []),
  ]
  return ends.filter((end) => !event.notesOpen.includes(end))
}

/** Those of them that were settled in the month's list: from then on they are the visit's as all others are. */
const settledBesides = (event: Concluded, { done }: Group): LeftOpen[] =>
  unnamedEnds(event).filter((end) => done.has(followUpKind(end)))

/** Acts that nothing undoes but a person: money that was given back, a thing that was done. */
const ACTS: ReadonlySet<Done['result']> = new Set(['refunded', 'done'])
/** Tells whether a result is an act: it stays one, whatever is looked at anew, where an answer is asked for again. */
export const isAct = (result: Done['result']): boolean => ACTS.has(result)

const leftBy = (event: Concluded): ReadonlySet<FollowUpKind> =>
  new Set([...event.notesOpen, ...unnamedEnds(event)].map(followUpKind))

/**
 * Keeps what was settled of the things that the visit leaves with its new end too: acts, and answers that came while it was being
 * gone on with. The new end has looked anew at what was answered before, so that is to be asked again.
 */
const keepSettled = ({ done, event: before }: Group, atReopening: Group['done'], end: Concluded): void => {
  const [was, is] = [leftBy(before), leftBy(end)]
  for (const [what, how] of done) {
    const stays = isAct(how.result) || atReopening.get(what) !== how
    if (!stays || !was.has(what) || !is.has(what)) done.delete(what)
  }
}

/** The fields of a visit in the month's list that the desk's list has not: see {@link unnamedEnds}. */
export const leftBefore = ({ row, event, followUps }: VisitOnRecord): FollowUp[] =>
  followUpsOf({ seq: row.seq, at: row.at, event: { ...event, notesOpen: unnamedEnds(event) } }).filter(
    ({ id }) => !followUps.some((one) => one.id === id),
  )

/** Older rows do not say that they are of an outage: what they left to do, or what decided, does. */
const wasOfOutage = ({ outage, notesOpen, reasons }: Concluded): boolean =>
  outage ?? (notesOpen.includes('outage') || reasons.includes('OUTAGE_MODE'))

const visitOf = (group: Group): VisitOnRecord | null => {
  const end = group.ends.at(-1)
  const { event } = group
  const [reason] = event.reasons
  if (end === undefined || reason === undefined) return null
  const { seq, stamp } = end
  const notesOpen = [...event.notesOpen, ...settledBesides(event, group)]
  return {
    row: {
      seq,
      visit: event.checkIn,
      day: event.visitDate,
      at: stamp.at,
      patientNumber: event.patientNumber ?? null,
      queueNumber: event.queueNumber ?? null,
      outcome: event.outcome,
      reason,
      documents: [...event.documents],
      overridden: event.overridden,
      road: event.road,
      outage: wasOfOutage(event),
      ...(event.publicAid === undefined
        ? {}
        : { publicAid: event.publicAid.map(({ payer: _, recipient: __, ...paper }) => paper) }),
      staff: event.staff,
      staffBefore: [...(event.staffBefore ?? [])],
      paid: event.paid ?? null,
      amended: group.amended,
      remark: group.remark,
    },
    event,
    terminal: stamp.terminal,
    ends: group.ends.map((one) => one.seq),
    steps: group.steps,
    followUps: followUpsOf({ seq, at: stamp.at, event: { ...event, notesOpen } }).map((one) => ({
      ...one,
      done: group.done.get(one.what) ?? null,
    })),
  }
}

/**
 * Folds rows into visits, in the order of their present ends. The order in which rows are given does not matter; a row that
 * is given twice counts once, and one whose visit is not among them (it was purged, say) counts for nothing.
 */
export const visitsFrom = (rows: readonly JournalRow[]): VisitOnRecord[] => {
  const bySeq = new Map(rows.map((row) => [row.seq, row]))
  const groups = new Map<number, Group>()
  /** Visits that were reopened, and what of them was settled by then, by the check-in that goes on with them. */
  const reopened = new Map<string, { readonly group: Group; readonly done: Group['done'] }>()
  const groupOf = ({ visit, visitSeq }: { visit: string; visitSeq: number }): Group | undefined => {
    const group = groups.get(visitSeq)
    return group?.ends.some(({ seq, event }) => seq === visitSeq && event.checkIn === visit) === true
      ? group
      : undefined
  }
  /** The visit, where the row that is named is the end that counts. */
  const lastOf = (named: { visit: string; visitSeq: number }): Group | undefined => {
    const group = groupOf(named)
    return group?.ends.at(-1)?.seq === named.visitSeq ? group : undefined
  }

  for (const row of [...bySeq.values()].sort((one, other) => one.seq - other.seq)) {
    const { seq, event } = row
    const { at } = row.stamp
    switch (event.event) {
      case 'concluded': {
        const end = { ...row, event }
        const before = reopened.get(event.checkIn)
        reopened.delete(event.checkIn)
        if (before !== undefined) keepSettled(before.group, before.done, event)
        const group: Group = before?.group ?? {
          ends: [],
          event,
          remark: null,
          amended: false,
          steps: [],
          done: new Map(),
        }
        group.ends.push(end)
        group.event = event
        group.amended ||= before !== undefined
        const { staff, outcome, patientNumber = null } = event
        const [reason] = event.reasons
        group.steps.push({ what: 'concluded', seq, at, staff, outcome, reason, patientNumber })
        groups.set(seq, group)
        break
      }
      case 'amended': {
        const group = groupOf(event)
        if (group === undefined) break
        amend(group, event)
        group.steps.push({
          what: 'amended',
          seq,
          at,
          staff: event.staff,
          why: event.why,
          change: changeOf(event),
        })
        break
      }
      case 'reopened': {
        const group = groupOf(event)
        if (group === undefined) break
        reopened.set(event.checkIn, { group, done: new Map(group.done) })
        group.steps.push({ what: 'reopened', seq, at, staff: event.staff, why: event.why })
        break
      }
      case 'follow-up-done': {
        const { staff, followUp, result, share = null } = event
        const elsewhere = elsewhereIn(event)
        lastOf(event)?.done.set(followUp, { result, share, at, staff, ...elsewhere })
        groupOf(event)?.steps.push({
          what: 'follow-up-done',
          seq,
          at,
          staff,
          followUp,
          result,
          share,
          ...elsewhere,
        })
        break
      }
      case 'follow-up-undone': {
        const { staff, followUp } = event
        lastOf(event)?.done.delete(followUp)
        groupOf(event)?.steps.push({ what: 'follow-up-undone', seq, at, staff, followUp })
        break
      }
      case 'task-done': {
        const { staff, visitSeq, note } = event
        const group = groups.get(visitSeq)
        const followUp = followUpKind(note)
        group?.done.set(followUp, { result: 'done', share: null, at, staff })
        group?.steps.push({ what: 'follow-up-done', seq, at, staff, followUp, result: 'done', share: null })
        break
      }
      default:
    }
  }
  return [...new Set(groups.values())].map(visitOf).filter((visit) => visit !== null)
}
