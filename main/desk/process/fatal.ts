import type { DeskFatal } from '../../../contract/from-desk.ts'
import type { JournalOpenFailure } from '../../../contract/journal.ts'

/** Sorts why a journal does not open: some causes are the end, with the rest the desk goes on under a banner. */
export const fatalOf = ({ why }: Pick<JournalOpenFailure, 'why'>): DeskFatal | null => {
  switch (why) {
    case 'in-use':
      return 'second-desk'
    case 'held':
      return 'journal-held'
    case 'not-a-folder':
      return 'home-unwritable'
    case 'newer-form':
      return 'newer-journal'
    default:
      return null
  }
}
