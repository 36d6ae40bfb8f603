/** Visits that are put aside and opened again. Nothing of a visit is lost on the way, and only one is open. */
import type { CheckInView } from '../../../contract/desk.ts'
import type { Fields } from '../../../contract/form.ts'
import { MAX_PARKED, type ParkedVisit } from '../../../contract/tray.ts'
import { decideAgain, openCheckIn, unsayVisit } from './check-in.ts'
import { type Core, chain, type Now, type Step, say, stay, unsay, visitsOf, withState } from './core.ts'

const nameOf = ({ evidence }: CheckInView): string | null => {
  for (const { claims } of evidence) if (claims.name) return claims.name
  return null
}

/** A parked visit as the tray shows it. */
export const parkedVisit = (view: CheckInView): ParkedVisit => ({
  id: view.id,
  patientNumber: view.patientNumber,
  queueNumber: view.queueNumber,
  name: view.patientNumber === null ? nameOf(view) : null,
  since: view.parkedAt ?? view.openedAt,
  openedAt: view.openedAt,
  visitDate: view.visitDate,
  outcome: view.overridden?.outcome ?? view.decided?.decision.outcome ?? null,
  missing: view.decided?.decision.needs ?? [],
  documents: view.evidence.map(({ document }) => document.type),
  isTyping: view.draft !== null,
  waits: view.held.length > 0 ? 'question' : null,
  family: view.family?.first ?? null,
})

/** Tells whether there is room in the tray. */
export const mayPark = ({ parked }: Core): boolean => parked.length < MAX_PARKED

/**
 * Puts the open visit aside as it stands: papers, half-typed form, waiting question and all. With a full tray it stays open,
 * and that is said.
 * @param isSwap another visit is about to leave the tray
 */
export const park = (core: Core, now: Now, isSwap = false): Step => {
  const view = core.state.checkIn
  if (view === null) return stay(core)
  if (!isSwap && !mayPark(core)) return stay(say(core, 'TRAY_FULL', 'look', { most: MAX_PARKED }))
  const mayBePaid = view.mayBePaid || view.paid !== null
  const aside: CheckInView = { ...view, parkedAt: now.instant, mayBePaid }
  const parked = unsayVisit({
    ...withState(core, { checkIn: null, cardFace: null }),
    parked: [...core.parked, aside],
  })
  return {
    core: parked,
    effects: [
      { type: 'record', event: { event: 'parked', checkIn: view.id }, keep: visitsOf(parked) },
      { type: 'next-patient' },
    ],
  }
}

/** The message about visits of an earlier day that wait names those that still do, and goes with the last of them. */
const stillOvernight = (core: Core): Core => {
  const { messages, today } = core.state
  const count = core.parked.filter(({ visitDate }) => visitDate < today).length
  if (count === 0) return unsay(core, 'PARKED_OVERNIGHT')
  return withState(core, {
    messages: messages.map((message) =>
      message.code === 'PARKED_OVERNIGHT' ? { ...message, details: { count } } : message,
    ),
  })
}

/** Opens a parked visit where none is open. */
export const open = (core: Core, id: string, now: Now): Step => {
  const found = core.parked.find((view) => view.id === id)
  if (found === undefined || core.state.checkIn !== null) return stay(core)
  const back: CheckInView = { ...found, parkedAt: null }
  const opened = stillOvernight({
    ...withState(core, { checkIn: back }),
    parked: core.parked.filter((view) => view.id !== id),
    // A card that gave nothing before may be this patient's or the next one's: it is nobody's then.
    failedBefore: undefined,
  })
  const isOfToday = found.visitDate === core.state.today
  const said = isOfToday ? opened : say(opened, 'DAY_CHANGED', 'look', { visitDate: found.visitDate })
  const step: Step = {
    core: said,
    effects: [
      { type: 'record', event: { event: 'recalled', checkIn: id }, keep: visitsOf(opened) },
      { type: 'next-patient' },
    ],
  }
  // While the clock is in doubt nothing is decided, and what was decided before does not count; else an override is kept.
  return found.decided === null || core.state.clockDoubt !== null
    ? chain(step, (next) => decideAgain(next, now))
    : step
}

/** Opens a parked visit. The one that is open is put aside first: the two change places, even with a full tray. */
export const recall = (core: Core, id: string, now: Now): Step =>
  core.parked.some((view) => view.id === id)
    ? chain(park(core, now, true), (next) => open(next, id, now))
    : stay(core)

const SHARED = ['address', 'telephone'] as const

/** The part of a visit that members of one family share: where they live, as it was typed. */
const sharedOf = ({ declaration, draft, family }: CheckInView): Fields => {
  const typed = draft?.form === 'self-declaration' ? draft.fields : {}
  const known = { ...family?.shared, ...declaration, ...typed }
  return Object.fromEntries(SHARED.flatMap((field) => (known[field] ? [[field, known[field]]] : [])))
}

/**
 * Opens a visit for the next of a family, with the language and the address of the one before.
 * @param id a parked visit; null for the open one, which is put aside
 */
export const nextOfFamily = (core: Core, id: string | null, now: Now): Step => {
  const { checkIn } = core.state
  const before = id === null ? checkIn : core.parked.find((view) => view.id === id)
  if (before == null) return stay(core)
  const parkedFirst = checkIn === null ? stay(core) : park(core, now)
  if (parkedFirst.core.state.checkIn !== null) return parkedFirst
  const first = before.family?.first ?? before.id
  return chain(
    parkedFirst,
    // The first of a family learns that there is one when the second comes.
    (next) =>
      stay({
        ...next,
        parked: next.parked.map((view) =>
          view.id === before.id && view.family === null
            ? { ...view, family: { first, shared: sharedOf(view) } }
            : view,
        ),
      }),
    (next) =>
      openCheckIn(next, now, {
        patientLanguage: before.patientLanguage,
        practice: before.practice,
        family: { first, shared: sharedOf(before) },
      }),
  )
}

/** Does something with a parked visit as if it were the open one: an answer that was asked for before it was put aside. */
export const within = (core: Core, id: string, act: (core: Core) => Step): Step => {
  const found = core.parked.find((view) => view.id === id)
  if (found === undefined) return stay(core)
  const { checkIn, cardFace, messages } = core.state
  const { core: done, effects } = act(withState(core, { checkIn: found, cardFace: null }))
  const changed = done.state.checkIn
  return {
    core: {
      ...withState(done, { checkIn, cardFace, messages }),
      parked: done.parked.map((view) => (view.id === id && changed !== null ? changed : view)),
    },
    effects,
  }
}
