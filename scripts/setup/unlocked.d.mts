type Lock = { readonly packages: Readonly<Record<string, unknown>> }
/** See unlocked.mjs. */
export const unlockedOn: (
  lock: Lock,
  machine: { readonly platform: string; readonly arch: string },
) => string[]
