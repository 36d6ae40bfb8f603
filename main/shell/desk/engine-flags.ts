/**
 * Keeps what the engine has made of a function that was not called for a while. Otherwise the first patient after a pause waits
 * until all of it is made anew.
 */
export const KEEP_CODE = '--no-flush-bytecode'

/**
 * The engine's flags of the desk's process. Its garbage is small: with the engine's own choice the space for young objects
 * grows to a hundred megabytes of it, for no gain in time that could be measured. It begins as large as it may become: of
 * what is built at the start most stays, and a smaller space would be cleared, and what stays copied, again and again.
 *
 * The build prepares the desk's code under the same flags (scripts/prepare-desk.ts): the engine takes it under no others.
 */
export const ENGINE_FLAGS: readonly string[] = [
  '--min-semi-space-size=4',
  '--max-semi-space-size=4',
  KEEP_CODE,
]
