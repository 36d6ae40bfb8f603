/** The first day of a desk, step by step: what is there, what was left out, and what is missing. */
import type { DeskState } from './desk.ts'
import { GUIDE_STEPS, type GuideStep } from './guide.ts'

/** Every thing that can be missing of a step. */
export const GUIDE_LACKS = [
  'name',
  'administrator',
  'reader',
  'scanner',
  'patient-card',
  'backup-folder',
  'backup',
  'key-sheet',
  'bridge',
  'bridge-folder',
  'practice',
] as const
export type GuideLack = (typeof GUIDE_LACKS)[number]

export type GuideProgress = {
  readonly step: GuideStep
  readonly state: 'done' | 'left-out' | 'missing'
  /** The things that are missing, also of a step that was left out. */
  readonly lacks: readonly GuideLack[]
}

const lacksOf = (
  step: GuideStep,
  { cardReader, scanner, bridge, office }: DeskState,
): readonly GuideLack[] => {
  const { settings, staff, journal } = office
  switch (step) {
    case 'name':
      return settings.clinicName === '' ? ['name'] : []
    case 'administrator':
      return staff.people.some(({ role }) => role === 'administrator') ? [] : ['administrator']
    case 'reader':
      return 'reader' in cardReader ? [] : ['reader']
    case 'scanner':
      // A scanner that types is known by what it has read alone: the clinic's own card, most often.
      return scanner.state === 'ready' || settings.patientCard !== null ? [] : ['scanner']
    case 'patient-card':
      return settings.patientCard === null ? ['patient-card'] : []
    case 'backup':
      return [
        ...(settings.backupFolder === null ? (['backup-folder'] as const) : []),
        ...(journal.lastBackupAt === null ? (['backup'] as const) : []),
        ...(journal.keySheet === null ? (['key-sheet'] as const) : []),
      ]
    case 'bridge':
      if (settings.bridge === null) return ['bridge']
      return bridge.status.state === 'unreachable' ? ['bridge-folder'] : []
    case 'practice':
      return settings.guide.practised ? [] : ['practice']
  }
}

/** Every step as it stands, in the order in which they are taken. A step that is done is done, left out or not. */
export const guideProgress = (state: DeskState): readonly GuideProgress[] =>
  GUIDE_STEPS.map((step) => {
    const lacks = lacksOf(step, state)
    const { leftOut } = state.office.settings.guide
    return {
      step,
      lacks,
      state: lacks.length === 0 ? 'done' : leftOut.includes(step) ? 'left-out' : 'missing',
    }
  })

/** Tells whether somebody is to be led to the guide: they may change the settings, something is missing, and nobody has closed it. */
export const wantsGuide = (state: DeskState): boolean =>
  !state.office.settings.guide.closed &&
  state.office.staff.rights.includes('settings') &&
  guideProgress(state).some((step) => step.state === 'missing')
