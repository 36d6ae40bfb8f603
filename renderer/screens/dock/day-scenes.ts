/** The scenes of the desk's day beside the visits: the first run, an outage, a pharmacy, public aid. */

import { NEW_GUIDE } from '../../../contract/guide.ts'
import type { Intent } from '../../../contract/intents.ts'

/** The scenes in the order of the list; each brings the real desk into that state. */
export const DAY_SCENES = ['first-run', 'outage', 'outage-over', 'pharmacy', 'clinic', 'public-aid'] as const

/** The intents of a scene. Public aid opens a check-in where none is open, as the desk does for every paper. */
export const dayScene = (scene: (typeof DAY_SCENES)[number]): readonly Intent[] => {
  switch (scene) {
    case 'first-run':
      return [{ type: 'change-settings', settings: { clinicName: '', guide: NEW_GUIDE } }]
    case 'outage':
      return [{ type: 'start-outage' }]
    case 'outage-over':
      return [{ type: 'end-outage' }]
    case 'pharmacy':
    case 'clinic':
      return [{ type: 'change-settings', settings: { place: scene } }]
    case 'public-aid':
      return [
        {
          type: 'hand-in-draft',
          draft: {
            form: 'public-aid',
            documentId: null,
            fields: { payerNumber: '54016027', recipientNumber: '1234566' },
            edit: 1,
          },
        },
      ]
  }
}
