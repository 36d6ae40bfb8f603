/** See windows.mjs. */
export const windowsNode: string
/** See windows.mjs. */
export const windowsPackages: string
