/** Screens that are loaded after the first one, in this order: the likeliest first. */
import { later } from '../parts/later.tsx'

export const Dock = later(async () => (await import('../screens/dock/dock.tsx')).Dock)
export const CheckIn = later(async () => (await import('../screens/check-in/check-in.tsx')).CheckIn)
export const TrayDialog = later(async () => (await import('../screens/tray/tray.tsx')).TrayDialog)
export const SignIn = later(async () => (await import('../screens/office/sign-in.tsx')).SignIn)
export const HistoryPage = later(async () => (await import('../screens/office/history-page.tsx')).HistoryPage)
export const SettingsPage = later(
  async () => (await import('../screens/office/settings-page.tsx')).SettingsPage,
)
export const FirstRunPage = later(
  async () => (await import('../screens/first-run/first-run-page.tsx')).FirstRunPage,
)
export const HelpDialog = later(async () => (await import('../screens/help/help-dialog.tsx')).HelpDialog)
export const DisplayDialog = later(
  async () => (await import('../screens/help/display-dialog.tsx')).DisplayDialog,
)
export const SaidDialog = later(async () => (await import('./said-dialog.tsx')).SaidDialog)
