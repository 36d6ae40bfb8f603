import { later } from '../parts/later.tsx'

/** {@link VisitDialog} of visit-dialog.tsx, loaded after the first screen. */
export const VisitDialog = later(async () => (await import('./visit-dialog.tsx')).VisitDialog)
