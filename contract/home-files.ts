/** Names in a home folder that more than one room knows. */

/** The journal's keys, sealed by the system's key store. */
export const SEALED_KEYS = 'keys.sealed'

/** The administrator's settings. */
export const SETTINGS_FILE = 'settings.json'

/** The keys that a change of keys has replaced, until a start has opened the journal with the new ones. */
export const previousOf = (path: string): string => `${path}.previous`
