/** The facts that a 被保険者資格申立書 brings into the visit beside its claims, and takes out of it again. Pure. */
import type { CheckInView } from '../../../contract/desk.ts'
import type { Fields } from '../../../contract/form.ts'
import { type Core, withCheckIn } from './core.ts'

type Brought = Pick<CheckInView, 'declaration' | 'visit'>

/** The visit without what its declaration has brought: the fields of its paper, and that the cover has not changed. */
export const withoutDeclaration = ({ declaration, visit }: Brought): Brought => {
  if (declaration?.declaresNoChange !== 'yes') return { declaration: null, visit }
  const { saysUnchanged: _, ...others } = visit
  return { declaration: null, visit: others }
}

/** Takes a declaration as it was handed in, in place of the one before. */
export const declare = (core: Core, fields: Fields): Core => {
  const view = core.state.checkIn
  if (view === null) return core
  const { visit } = withoutDeclaration(view)
  return withCheckIn(core, {
    declaration: fields,
    visit: fields.declaresNoChange === 'yes' ? { ...visit, saysUnchanged: true } : visit,
  })
}
