import { later } from '../parts/later.tsx'

/** {@link OpenedVisit} of opened-visit.tsx, loaded after the first screen. */
export const OpenedVisit = later(async () => (await import('./opened-visit.tsx')).OpenedVisit)
