/** The back office: what was asked for becomes an effect; what came of it becomes state. */
import type { Note } from '../../../contract/decision.ts'
import type { Intent } from '../../../contract/desk.ts'
import type { JournalCareIntent } from '../../../contract/journal-care.ts'
import { type Core, type Effect, type Step, stay, withOffice, withState } from './core.ts'
import { setTeaching, tryTemplate } from './teaching.ts'

/** A note that an earlier visit left open has been done. */
export const completeTask = (core: Core, seq: number, note: Note): Step => {
  const tasks = core.state.tasks.filter((task) => task.seq !== seq || task.note !== note)
  return tasks.length === core.state.tasks.length
    ? stay(core)
    : {
        core: withState(core, { tasks }),
        effects: [{ type: 'record', event: { event: 'task-done', visitSeq: seq, note } }],
      }
}

type OfficeIntent = Extract<
  Intent,
  {
    type:
      | 'sign-in'
      | 'sign-out'
      | 'change-settings'
      | 'add-person'
      | 'change-person'
      | 'remove-person'
      | 'register-staff-card'
      | 'remove-staff-card'
      | 'search-history'
      | 'close-history'
      | 'run-doctor'
      | 'list-serial-ports'
      | 'count-visits'
      | JournalCareIntent['type']
      | 'prepare-support-bundle'
      | 'save-support-bundle'
      | 'discard-support-bundle'
      | 'teach-code'
      | 'try-template'
      | 'save-template'
  }
>

/** Ends the waiting for somebody's new staff card once a patient is at the desk. */
export const endRegistrationWhenLeft = (step: Step): Step => {
  const { checkIn, office } = step.core.state
  if (checkIn === null || office.staff.registering === null) return step
  return { ...step, effects: [...step.effects, { type: 'register-staff-card', person: null }] }
}

const asked = (core: Core, effect: Effect): Step => ({ core, effects: [effect] })

/** What the back office was asked for. Who may do what is for the effect's hands, which know the staff. */
export const officeIntent = (core: Core, intent: OfficeIntent): Step => {
  switch (intent.type) {
    case 'sign-in':
      return asked(core, { type: 'sign-in', person: intent.person, secret: intent.secret })
    case 'sign-out':
      return asked(core, { type: 'sign-out' })
    case 'add-person':
      return asked(core, { type: 'add-person', name: intent.name, role: intent.role, secret: intent.secret })
    case 'change-person':
      return asked(core, {
        type: 'change-person',
        person: intent.person,
        ...(intent.role === undefined ? {} : { role: intent.role }),
        ...(intent.secret === undefined ? {} : { secret: intent.secret }),
      })
    case 'remove-person':
      return asked(core, { type: 'remove-person', person: intent.person })
    case 'register-staff-card':
      return asked(core, { type: 'register-staff-card', person: intent.person })
    case 'remove-staff-card':
      return asked(core, { type: 'remove-staff-card', person: intent.person })
    case 'change-settings':
      return asked(core, { type: 'change-settings', settings: intent.settings })
    case 'search-history':
      return asked(core, { type: 'search-history', query: intent.query })
    case 'close-history':
      return stay(withOffice(core, { history: null, statistics: null }))
    case 'count-visits':
      return asked(core, { type: 'count-visits', from: intent.from, to: intent.to })
    case 'export-journal':
    case 'verify-journal':
    case 'back-up-now':
    case 'give-up-work':
    case 'purge-journal':
    case 'rotate-keys':
    case 'acknowledge-losses':
    case 'make-journal-slip':
      return asked(core, { type: 'care-for-journal', intent })
    case 'run-doctor':
      return asked(core, { type: 'run-doctor' })
    case 'list-serial-ports':
      return asked(core, { type: 'list-serial-ports' })
    case 'prepare-support-bundle':
      return asked(core, { type: 'support-bundle', act: 'prepare' })
    case 'save-support-bundle':
      return asked(core, { type: 'support-bundle', act: 'save' })
    case 'discard-support-bundle':
      return asked(core, { type: 'discard-support-bundle' })
    case 'teach-code':
      // Whoever may not begin may still end it.
      return intent.on ? asked(core, { type: 'teach-code' }) : setTeaching(core, false)
    case 'try-template':
      return stay(tryTemplate(core, intent))
    case 'save-template': {
      const code = core.state.office.teaching?.code ?? null
      const { type, ...order } = intent
      return code === null ? stay(core) : asked(core, { type, code, order })
    }
  }
}
