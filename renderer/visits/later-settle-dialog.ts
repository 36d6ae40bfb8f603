import { later } from '../parts/later.tsx'

/** {@link SettleDialog} of settle-dialog.tsx, loaded after the first screen. */
export const SettleDialog = later(async () => (await import('./settle-dialog.tsx')).SettleDialog)
