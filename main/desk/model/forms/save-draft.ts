/** Forms while they are typed into: kept at every change, and following what comes into the visit meanwhile. */
import type { DraftInput } from '../../../../contract/form.ts'
import { openCheckIn } from '../check-in.ts'
import { type Core, chain, type Now, type Step, say, stay, withCheckIn } from '../core.ts'
import { checkDraft, scannedStill } from './check.ts'
import { following, openedWith } from './patient-form.ts'

/** A form that is typed on, or left, is no longer handed in. */
export const typesOn = (core: Core): Core => {
  const held = core.state.checkIn?.held ?? []
  const left = held.filter(({ offer }) => offer.kind !== 'hand-in')
  return left.length === held.length ? core : withCheckIn(core, { held: left })
}

/** Keeps a form as it stands after a change. */
export const saveDraft = (core: Core, input: DraftInput, now: Now): Step =>
  chain(openCheckIn(core, now), (opened) => {
    const before = opened.state.checkIn?.draft ?? null
    const isNew = before?.form !== input.form && input.documentId === null
    const shared = isNew && input.form === 'self-declaration' ? opened.state.checkIn?.family?.shared : {}
    const typed = { ...input, fields: { ...shared, ...input.fields } }
    const view = opened.state.checkIn
    const facts =
      input.form === 'patient' && view !== null ? { opened: openedWith(before, input.fields, view) } : {}
    const checked = checkDraft({ ...typed, ...facts }, scannedStill(before, input), now.today)
    const next = withCheckIn(opened, { draft: checked.draft })
    return stay(checked.individualNumber ? say(next, 'MY_NUMBER_REFUSED', 'look') : next)
  })

/** Keeps the open form of the visit's facts beside them. */
export const followForm = (before: Core, step: Step, now: Now): Step => {
  const { checkIn } = step.core.state
  if (checkIn === null || checkIn === before.state.checkIn) return step
  const draft = following(checkIn, now.today)
  return draft === checkIn.draft ? step : { ...step, core: withCheckIn(step.core, { draft }) }
}
