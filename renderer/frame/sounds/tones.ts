/** The three sounds of the desk, as notes: told apart by their shape, not only by their height. */

/** A note: when it begins and how long it sounds, in seconds; its height in hertz. */
export type Note = { readonly at: number; readonly length: number; readonly hertz: number }

export type Sound = 'accepted' | 'needs-something' | 'look-here'

/**
 * Accepted rises (a fourth, C5 to F5), something needed is two equal notes like a question, "look here" is three short
 * low ones. All are soft and under half a second: the patient hears them too.
 */
export const SOUNDS: Readonly<Record<Sound, readonly Note[]>> = {
  accepted: [
    { at: 0, length: 0.13, hertz: 523.25 },
    { at: 0.12, length: 0.24, hertz: 698.46 },
  ],
  'needs-something': [
    { at: 0, length: 0.14, hertz: 587.33 },
    { at: 0.2, length: 0.14, hertz: 587.33 },
  ],
  'look-here': [
    { at: 0, length: 0.08, hertz: 392 },
    { at: 0.13, length: 0.08, hertz: 392 },
    { at: 0.26, length: 0.08, hertz: 392 },
  ],
}
