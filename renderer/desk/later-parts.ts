/** What is not on the first screen, the likeliest first. */
import { later } from '../parts/later.tsx'

export const Dock = later(async () => (await import('../dock/dock.tsx')).Dock)
export const CheckIn = later(async () => (await import('../check-in/check-in.tsx')).CheckIn)
export const SignIn = later(async () => (await import('../office/sign-in.tsx')).SignIn)
export const VisitDialog = later(async () => (await import('../ready/visit-dialog.tsx')).VisitDialog)
export const HistoryPage = later(async () => (await import('../office/history-page.tsx')).HistoryPage)
export const SettingsPage = later(async () => (await import('../office/settings-page.tsx')).SettingsPage)
export const HelpDialog = later(async () => (await import('../help/help-dialog.tsx')).HelpDialog)
export const DisplayDialog = later(async () => (await import('../help/display-dialog.tsx')).DisplayDialog)
