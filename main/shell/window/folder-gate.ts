/** Decides who may be asked for a folder: for what is taken out of the terminal, and for its backups. */
import type { FolderAnswer } from '../../../contract/bridge.ts'
import type { IntentRules } from '../../../contract/intent.ts'
import type { Intent } from '../../../contract/intents.ts'
import type { Right } from '../../../contract/staff.ts'

/** Acts that take a folder that was chosen: whoever may do one of them may choose. */
const TAKING: readonly Intent['type'][] = ['export-journal', 'save-month', 'change-settings']

export type FolderGate = {
  /** Asks by `ask`, where somebody who may is at the desk and nothing is being asked already. */
  pass(
    rulesOf: (type: Intent['type']) => IntentRules,
    ask: () => Promise<FolderAnswer>,
  ): Promise<FolderAnswer>
}

/**
 * @param rights of whoever is at the desk now; null before the desk has said it: then nothing is asked
 * @param mayShow false where the system's dialog would be a way out for somebody who may not leave: in kiosk mode
 */
export const createFolderGate = (
  rights: () => readonly Right[] | null,
  mayShow: () => boolean,
): FolderGate => {
  let asking = false
  return {
    pass: async (rulesOf, ask) => {
      const present = rights() ?? []
      const may = TAKING.some((type) => {
        const { right } = rulesOf(type)
        return right !== null && present.includes(right)
      })
      if (!may) return { state: 'failed', why: 'not-allowed' }
      if (!mayShow()) return { state: 'failed', why: 'kiosk' }
      if (asking) return { state: 'failed', why: 'busy' }
      asking = true
      try {
        return await ask()
      } catch {
        return { state: 'failed', why: 'failed' }
      } finally {
        asking = false
      }
    },
  }
}
