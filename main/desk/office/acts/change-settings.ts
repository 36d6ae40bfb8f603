import type { Act } from '../act.ts'

/** Changes some of the settings, and writes the file. */
export const changeSettings: Act<'change-settings'> = ({ settings }, office) =>
  void office.settings.change(settings, office)
