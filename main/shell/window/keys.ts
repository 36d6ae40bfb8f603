import type { Input, WebContents } from 'electron'

type Key = Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt' | 'shift'>

/** Keys that reload, zoom, print, save, look into the page, or leave it. */
const WITH_CONTROL = new Set([
  'r',
  'i',
  'j',
  'u',
  's',
  'p',
  'o',
  'n',
  't',
  'w',
  'q',
  'g',
  'f',
  '+',
  '=',
  '-',
  '_',
  '0',
])
const ALONE = new Set([
  'F1',
  'F3',
  'F5',
  'F7',
  'F11',
  'F12',
  'BrowserBack',
  'BrowserForward',
  'BrowserRefresh',
  'BrowserHome',
])
const LEAVING = new Set(['F4', 'ArrowLeft', 'ArrowRight', 'Home', ' '])

/**
 * Whether a key is kept from the page and from the runtime. Copying, pasting, selecting and undoing stay: they are
 * how a form is filled. `Ctrl+Q` and `Alt+F4` end a program, which in kiosk mode is the administrator's to do.
 */
export const isRefusedKey = (key: Key, kiosk: boolean): boolean => {
  if (key.type !== 'keyDown') return false
  if (ALONE.has(key.key)) return true
  if (key.control || key.meta) {
    const name = key.key.length === 1 ? key.key.toLowerCase() : key.key
    if (name === 'q' || name === 'w' || name === 'F4') return kiosk
    return WITH_CONTROL.has(name) || name === 'F5'
  }
  if (key.alt) return key.key === 'F4' ? kiosk : LEAVING.has(key.key)
  return false
}

/** Keeps those keys from a page. */
export const refuseKeys = (contents: WebContents, kiosk: boolean): void => {
  contents.on('before-input-event', (event, input) => {
    if (isRefusedKey(input, kiosk)) event.preventDefault()
  })
}
