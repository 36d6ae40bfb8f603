/**
 * Scanners that type (keyboard wedge), recognised in the window by a configured prefix or by their speed. Pure: keys
 * and silence in, what to do out. It is the fallback: ASCII only, and a slow scanner needs a prefix.
 *
 * The window calls {@link takeKey} at every keydown in the capture phase, performs the effects in order, and then
 * prevents the default and stops the event if `swallow` says so (its keyup too). At {@link wedgeDeadline} it calls
 * {@link takeSilence}; when it loses the focus, {@link abandonKeys}.
 */

export type WedgeSettings = {
  /** The key that the scanner types first, as `KeyboardEvent.key` names it: `F9`, `~`. Null: by speed. */
  readonly prefix: string | null
  /** Keys in a row without which nothing is taken for a scan by speed. */
  readonly minimumLength: number
  /**
   * How long a key is held back by speed, in milliseconds. Scanners type every 10 ms; people need more than 50 ms even
   * at their fastest. A scanner at 80 ms (Zebra as delivered) cannot be told from a person: give it a prefix.
   */
  readonly holdMs: number
  /** Silence that ends a scan recognised by speed, and one that began with the prefix. */
  readonly endMs: number
  readonly prefixEndMs: number
  readonly maximumLength: number
}

export const WEDGE_SETTINGS: WedgeSettings = {
  prefix: null,
  minimumLength: 6,
  holdMs: 50,
  endMs: 150,
  prefixEndMs: 500,
  maximumLength: 8000,
}

/** The part of a keydown that the machine needs. */
export type WedgeKey = {
  /** Milliseconds of a clock that is never set back (`event.timeStamp`). */
  readonly at: number
  readonly key: string
  /** 229 while an input method has the key; also for the first key, before any composition has begun. */
  readonly keyCode: number
  readonly repeat: boolean
  /** Ctrl, Alt or Meta is down. */
  readonly modified: boolean
  /** The focus is where text can be typed. */
  readonly editable: boolean
}

export type WedgeEffect =
  /** A whole scan. Its meaning, and whether it is refused, is for the desk. */
  | { readonly kind: 'scan'; readonly text: string }
  /** A scan longer than anything that can be read; it was not kept. */
  | { readonly kind: 'too-long' }
  /** It was a person: put the keys that were held back where the focus is. */
  | { readonly kind: 'release'; readonly text: string }
  /** The input method has the keys: remember what the field holds now. */
  | { readonly kind: 'remember-field' }
  /**
   * A scan went into the input method and has ended: end the composition, put back what the field held, and ask for
   * the input method to be turned off.
   */
  | { readonly kind: 'input-method-on' }

export type WedgeState = {
  readonly phase:
    | 'idle'
    /** Few quick keys so far: a person or a scanner. */
    | 'holding'
    /** A scan for certain, or announced by the prefix: every key is swallowed until silence. */
    | 'capturing'
    /** Keys that an input method has, quick enough for a scan so far. */
    | 'composing'
    /** A scan that goes into the input method; the rest of it is waited for. */
    | 'spoilt'
  readonly text: string
  readonly count: number
  readonly lastAt: number
  readonly byPrefix: boolean
}

export const IDLE_WEDGE: WedgeState = { phase: 'idle', text: '', count: 0, lastAt: 0, byPrefix: false }

export type WedgeStep = {
  readonly state: WedgeState
  readonly swallow: boolean
  readonly effects: readonly WedgeEffect[]
}

/** When silence will decide, in milliseconds of the keys' clock; null while nothing is held. */
export const wedgeDeadline = (state: WedgeState, settings: WedgeSettings): number | null => {
  switch (state.phase) {
    case 'idle':
      return null
    case 'holding':
    case 'composing':
      return state.lastAt + settings.holdMs
    case 'capturing':
    case 'spoilt':
      return state.lastAt + (state.byPrefix ? settings.prefixEndMs : settings.endMs)
  }
}

const release = (text: string): readonly WedgeEffect[] => (text === '' ? [] : [{ kind: 'release', text }])

const endOfCapture = (state: WedgeState, settings: WedgeSettings): readonly WedgeEffect[] => {
  if (state.count > settings.maximumLength) return [{ kind: 'too-long' }]
  // A function key announces a code of any length; a character may have been typed by hand.
  const enough = state.byPrefix && (settings.prefix?.length ?? 0) > 1 ? 1 : settings.minimumLength
  return state.count < enough ? release(state.text) : [{ kind: 'scan', text: withoutPrefix(state, settings) }]
}

const withoutPrefix = ({ text, byPrefix }: WedgeState, { prefix }: WedgeSettings): string =>
  byPrefix && prefix?.length === 1 ? text.slice(1) : text

/** Lets silence decide what was held, if it has lasted long enough by `at`. */
export const takeSilence = (
  state: WedgeState,
  at: number,
  settings: WedgeSettings,
): { readonly state: WedgeState; readonly effects: readonly WedgeEffect[] } => {
  const deadline = wedgeDeadline(state, settings)
  if (deadline === null || at < deadline) return { state, effects: [] }
  switch (state.phase) {
    case 'holding':
      return { state: IDLE_WEDGE, effects: release(state.text) }
    case 'capturing':
      return { state: IDLE_WEDGE, effects: endOfCapture(state, settings) }
    case 'spoilt':
      return { state: IDLE_WEDGE, effects: [{ kind: 'input-method-on' }] }
    case 'idle':
    case 'composing':
      return { state: IDLE_WEDGE, effects: [] }
  }
}

/** Ends what is held when the window loses the focus: a person's keys are given back, half a scan is dropped. */
export const abandonKeys = (
  state: WedgeState,
): { readonly state: WedgeState; readonly effects: readonly WedgeEffect[] } => {
  if (state.phase === 'spoilt') return { state: IDLE_WEDGE, effects: [{ kind: 'input-method-on' }] }
  return { state: IDLE_WEDGE, effects: state.phase === 'holding' ? release(state.text) : [] }
}

const LINE_KEYS: Readonly<Record<string, string>> = { Enter: '\r', Tab: '\t' }
const MODIFIER_KEYS = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock', 'NumLock']

const isPrintable = (key: WedgeKey): boolean => [...key.key].length === 1 && !key.modified
const isInputMethod = (key: WedgeKey): boolean => key.keyCode === 229 || key.key === 'Process'

/** The character of a key inside a scan: Ctrl+J is U+000A, and what names no character is none. */
const characterOf = (key: WedgeKey): string => {
  const line = LINE_KEYS[key.key]
  if (line !== undefined) return line
  if (key.key.length !== 1) return ''
  return key.modified ? String.fromCharCode(key.key.charCodeAt(0) & 0x1f) : key.key
}

const grow = (state: WedgeState, key: WedgeKey, settings: WedgeSettings): WedgeState => {
  const count = state.count + 1
  const fits = count <= settings.maximumLength
  return { ...state, text: fits ? state.text + characterOf(key) : '', count, lastAt: key.at }
}

const pass = (state: WedgeState, effects: readonly WedgeEffect[] = []): WedgeStep => ({
  state,
  swallow: false,
  effects,
})
const swallow = (state: WedgeState, effects: readonly WedgeEffect[] = []): WedgeStep => ({
  state,
  swallow: true,
  effects,
})

/** A key that an input method has cannot be held back: it can only be noticed that a scan goes there. */
const takeInputMethodKey = (state: WedgeState, key: WedgeKey, settings: WedgeSettings): WedgeStep => {
  const spoilt: WedgeState = { ...state, phase: 'spoilt', text: '', count: 0, lastAt: key.at }
  switch (state.phase) {
    case 'spoilt':
      return pass(spoilt)
    case 'capturing':
      return pass(spoilt, [{ kind: 'remember-field' }])
    case 'idle':
      return pass({ ...IDLE_WEDGE, phase: 'composing', count: 1, lastAt: key.at }, [
        { kind: 'remember-field' },
      ])
    case 'holding':
      return pass({ ...IDLE_WEDGE, phase: 'composing', count: 1, lastAt: key.at }, [
        ...release(state.text),
        { kind: 'remember-field' },
      ])
    case 'composing':
      return state.count + 1 < settings.minimumLength
        ? pass({ ...state, count: state.count + 1, lastAt: key.at })
        : pass(spoilt)
  }
}

const takeIdleKey = (key: WedgeKey, settings: WedgeSettings): WedgeStep => {
  if (settings.prefix !== null) {
    if (key.key !== settings.prefix || key.modified) return pass(IDLE_WEDGE)
    const begun: WedgeState = { ...IDLE_WEDGE, phase: 'capturing', lastAt: key.at, byPrefix: true }
    return swallow({ ...begun, text: isPrintable(key) ? key.key : '' })
  }
  // A space presses the button that has the focus; no code begins with one.
  const held = isPrintable(key) && !key.repeat && (key.editable || key.key !== ' ')
  return held
    ? swallow({ ...IDLE_WEDGE, phase: 'holding', text: key.key, count: 1, lastAt: key.at })
    : pass(IDLE_WEDGE)
}

const takeHeldKey = (state: WedgeState, key: WedgeKey, settings: WedgeSettings): WedgeStep => {
  // A person's Enter, arrow or shortcut comes after what was typed before it.
  if (!isPrintable(key) || key.repeat) return pass(IDLE_WEDGE, release(state.text))
  const grown = grow(state, key, settings)
  return swallow(grown.count >= settings.minimumLength ? { ...grown, phase: 'capturing' } : grown)
}

/** Takes one keydown, after letting the silence before it decide. */
export const takeKey = (before: WedgeState, key: WedgeKey, settings: WedgeSettings): WedgeStep => {
  const silent = takeSilence(before, key.at, settings)
  const step = takeKeyNow(silent.state, key, settings)
  return { ...step, effects: [...silent.effects, ...step.effects] }
}

const takeKeyNow = (state: WedgeState, key: WedgeKey, settings: WedgeSettings): WedgeStep => {
  if (MODIFIER_KEYS.includes(key.key)) return pass(state)
  if (isInputMethod(key)) return takeInputMethodKey(state, key, settings)
  switch (state.phase) {
    case 'idle':
      return takeIdleKey(key, settings)
    case 'composing':
      // Enter ends a person's composition; a scan's Enter would end it too, and is no key of the form's.
      return pass(IDLE_WEDGE)
    case 'holding':
      return takeHeldKey(state, key, settings)
    case 'capturing':
      return swallow(grow(state, key, settings))
    case 'spoilt':
      return swallow({ ...state, lastAt: key.at })
  }
}
