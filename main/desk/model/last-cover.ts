/** The cover of a visit as the journal may keep it, and how a new one differs from that of the last visit. Pure. */
import type { Entitlement } from '../../../contract/bridge-reading.ts'
import type { CoverFacts, CoverTraces } from '../../../contract/cover-trace.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import type { Difference } from '../../../contract/desk-bridge.ts'
import { nameToKeep } from '../../../contract/names/compare.ts'
import type { LastVisit } from '../../../contract/seen-before.ts'
import { branchOf, insurerNumberOf } from '../../bridge/values.ts'
import { isWelfare } from './bridge-match.ts'
import { type Core, type DeskEvent, type Step, stay, withCheckIn } from './core.ts'

/** The facts of an entitlement as they are compared and kept. */
export const factsOf = ({ insurerNumber, symbol, number, branch, name }: Entitlement): CoverFacts => ({
  insurerNumber: insurerNumberOf(insurerNumber ?? undefined),
  symbol,
  number,
  branch: branchOf(branch ?? undefined),
  name: name === null ? null : nameToKeep(name),
})

/**
 * The facts of the cover that a visit ends with: those of the official answer where it found one insurance to be valid, and
 * otherwise those of the first paper with a number. A typed name is none: the next official answer may spell it otherwise.
 */
export const coverFactsOf = ({
  online,
  official,
  evidence,
}: Pick<CheckInView, 'online' | 'official' | 'evidence'>): CoverFacts | null => {
  const insurances = (official?.entitlements ?? [])
    .map(({ entitlement }) => entitlement)
    .filter((item) => !isWelfare(item))
  const [insurance, ...others] = insurances
  const isValid = online !== null && 'code' in online && online.code === 1
  if (isValid && insurance !== undefined && others.length === 0) return factsOf(insurance)
  const claims = evidence.map((paper) => paper.claims).find(({ number }) => number !== undefined)
  if (claims === undefined) return null
  return {
    insurerNumber: insurerNumberOf(claims.insurerNumber),
    symbol: claims.symbol ?? null,
    number: claims.number ?? null,
    branch: branchOf(claims.branch),
    name: null,
  }
}

type Kept = Pick<LastVisit, 'insured' | 'cover' | 'burden'>

/** Tells whether a kept hash is none of those that the same fact would have; a hash that is missing says nothing. */
const isOther = (kept: string | undefined, now: readonly (string | undefined)[]): boolean =>
  kept !== undefined && now.every((hash) => hash !== undefined && hash !== kept)

/**
 * The facts in which an entitlement is another than that of the last visit, as far as both are known. `number` stands for
 * symbol and number, of which one hash is kept.
 * @param traces the entitlement's own, under every key that the journal has had, with and without its symbol
 */
export const differencesFromLast = (
  { insured, cover, burden }: Kept,
  entitlement: Entitlement,
  traces: readonly CoverTraces[],
): Difference[] => {
  if (isWelfare(entitlement) || traces.length === 0) return []
  const isOtherFact = (fact: 'insurer' | 'branch' | 'name'): boolean =>
    isOther(
      cover?.[fact],
      traces.map((one) => one.cover[fact]),
    )
  const numbers = traces.map((one) => one.insured?.hash)
  return [
    ...(isOtherFact('insurer') ? (['insurerNumber'] as const) : []),
    ...(isOther(insured?.hash, numbers) ? (['number'] as const) : []),
    ...(isOtherFact('branch') ? (['branch'] as const) : []),
    ...(isOtherFact('name') ? (['name'] as const) : []),
    ...(burden !== null && entitlement.burden !== null && burden !== entitlement.burden
      ? (['burden'] as const)
      : []),
  ]
}

/** The traces that {@link differencesFromLast} needs. A paper of which the symbol was not typed was kept by its number alone. */
export const tracesToCompare = (
  entitlement: Entitlement,
  tracesOf: (facts: CoverFacts) => readonly CoverTraces[],
): CoverTraces[] => {
  const facts = factsOf(entitlement)
  return [...tracesOf(facts), ...(facts.symbol === null ? [] : tracesOf({ ...facts, symbol: null }))]
}

const forgotten = (core: Core): Core => {
  const official = core.state.checkIn?.official ?? null
  if (official === null || official.entitlements.every((one) => one.differsFromLast.length === 0)) return core
  const entitlements = official.entitlements.map((one) => ({ ...one, differsFromLast: [] }))
  return withCheckIn(core, { official: { ...official, entitlements } })
}

/** After every step: a new answer, or another last visit, is compared by whoever can make the hashes. */
export const followLast = (before: Core, step: Step): Step => {
  const view = step.core.state.checkIn
  if (view === null || view.official === null) return step
  const was = before.state.checkIn?.id === view.id ? before.state.checkIn : null
  const { official } = view
  const last = view.seenBefore?.last ?? null
  const isAsBefore =
    was?.official?.hash === official.hash && (was.seenBefore?.last.seq ?? null) === (last?.seq ?? null)
  if (isAsBefore) return step
  if (last === null) return { ...step, core: forgotten(step.core) }
  const entitlements = official.entitlements.map(({ entitlement }) => entitlement)
  return {
    ...step,
    effects: [
      ...step.effects,
      { type: 'compare-with-last', checkIn: view.id, hash: official.hash, last, entitlements },
    ],
  }
}

/** The answer has been compared with the last visit's row; a comparison of another answer or visit is too late. */
export const comparedWithLast = (
  core: Core,
  { checkIn, hash, seq, differs }: Extract<DeskEvent, { type: 'compared-with-last' }>,
): Step => {
  const view = core.state.checkIn
  const official = view?.official ?? null
  if (view?.id !== checkIn || official?.hash !== hash || view.seenBefore?.last.seq !== seq) return stay(core)
  const entitlements = official.entitlements.map((one, at) => ({
    ...one,
    differsFromLast: [...(differs[at] ?? [])],
  }))
  return stay(withCheckIn(core, { official: { ...official, entitlements } }))
}
