/** A newer entitlement was found: what has to be changed in the claims system, and from when. */
import type { Entitlement } from './bridge-reading.ts'
import { daysLater } from './calendar.ts'
import type { Day } from './day.ts'
import type { ReasonCode } from './decision.ts'
import type { CheckInView, Claims } from './desk.ts'

/** A cover as far as it is known, by the official answer or by a paper on the table. */
export type KnownCover = {
  readonly insurerNumber: string | null
  readonly insurerName: string | null
  readonly symbol: string | null
  readonly number: string | null
  readonly branch: string | null
}

/** Days are null where neither the official answer nor a paper or the patient says them. */
export type NewerCover = {
  /** The cover that has ended; `until`: its last day. */
  readonly old: KnownCover & { readonly until: Day | null }
  /** The cover that counts now; `from`: its first day. */
  readonly next: KnownCover & { readonly from: Day | null }
}

const NOTHING: KnownCover = {
  insurerNumber: null,
  insurerName: null,
  symbol: null,
  number: null,
  branch: null,
}

const officialCover = ({ insurerNumber, insurerName, symbol, number, branch }: Entitlement): KnownCover => ({
  insurerNumber,
  insurerName,
  symbol,
  number,
  branch,
})

const paperCover = ({ insurerNumber, symbol, number, branch }: Claims): KnownCover => ({
  ...NOTHING,
  insurerNumber: insurerNumber ?? null,
  symbol: symbol ?? null,
  number: number ?? null,
  branch: branch ?? null,
})

type Visit = Pick<CheckInView, 'decided' | 'online' | 'official' | 'evidence' | 'visit'>

/** The paper that names an insured person, and its first day. */
const paperOf = ({ evidence }: Visit): { cover: KnownCover; from: Day | null } | null => {
  const paper = evidence.find(
    ({ claims }) => claims.number !== undefined || claims.insurerNumber !== undefined,
  )
  if (paper === undefined) return null
  const { document, claims } = paper
  const from = 'effectiveOn' in document ? document.effectiveOn : undefined
  return { cover: paperCover(claims), from: from ?? null }
}

const byFirstDay = (one: Entitlement, other: Entitlement): number =>
  (one.validFrom ?? '').localeCompare(other.validFrom ?? '')

/**
 * Reads from the open visit what has changed: from the official answer where it names entitlements, else from the paper and
 * what the patient has said. Nothing is reckoned: a day that nobody has named is null.
 * @returns null where no newer entitlement was found
 */
export const newerCover = (checkIn: Visit): NewerCover | null => {
  const { decided, online, official, visit } = checkIn
  const has = (code: ReasonCode): boolean =>
    decided?.decision.reasons.some((reason) => reason.code === code) ?? false
  const isNotYetOnline = has('NEW_COVER_NOT_YET_ONLINE')
  const isFound = (online !== null && 'code' in online && online.code === 3) || has('NEW_QUAL_FOUND')
  if (!isNotYetOnline && !isFound) return null
  const paper = paperOf(checkIn)
  const until = visit.coverageEndedOn ?? null
  // The paper on the table is of the new cover, which the official side does not know yet.
  if (isNotYetOnline)
    return {
      old: { ...NOTHING, until },
      next: { ...(paper?.cover ?? NOTHING), from: paper?.from ?? null },
    }
  const entitlements = official?.entitlements.map(({ entitlement }) => entitlement) ?? []
  const newest = entitlements
    .filter(({ endedOn }) => endedOn === null)
    .toSorted(byFirstDay)
    .at(-1)
  const ended = entitlements
    .filter(({ endedOn }) => endedOn !== null)
    .toSorted(byFirstDay)
    .at(-1)
  return {
    old: {
      ...(ended === undefined ? (paper?.cover ?? NOTHING) : officialCover(ended)),
      // 資格喪失日 is the first day without the cover.
      until: ended?.endedOn == null ? until : daysLater(ended.endedOn, -1),
    },
    next: {
      ...(newest === undefined ? NOTHING : officialCover(newest)),
      from: newest?.validFrom ?? null,
    },
  }
}
