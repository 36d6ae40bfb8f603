import type { Input, WebContents } from 'electron'

type Key = Pick<Input, 'type' | 'key' | 'control' | 'meta' | 'alt'>

/** Keys that reload, go back, or leave the page. F1 to F12 are the desk's own: without a menu the runtime takes none of them. */
const ALONE = new Set(['BrowserBack', 'BrowserForward', 'BrowserRefresh', 'BrowserHome', 'BrowserSearch'])
const WITH_CONTROL = new Set([
  ...['r', 'i', 'j', 'u', 's', 'p', 'o', 'n', 't', 'w', 'g', 'f', '+', '=', '-', '_', '0', 'F5'],
])
const WITH_ALT = new Set(['ArrowLeft', 'ArrowRight', 'Home', ' '])

/**
 * Tells whether a key is kept from the page and from the runtime. There is no menu, so most of them would do nothing
 * anyway; copying, pasting, selecting and undoing stay, because they are how a form is filled.
 */
export const isRefusedKey = ({ type, key, control, meta, alt }: Key): boolean => {
  if (type !== 'keyDown') return false
  if (ALONE.has(key)) return true
  if (control || meta) return WITH_CONTROL.has(key.length === 1 ? key.toLowerCase() : key)
  return alt && WITH_ALT.has(key)
}

/** Keeps those keys from a page. */
export const refuseKeys = (contents: WebContents): void => {
  contents.on('before-input-event', (event, input) => {
    if (isRefusedKey(input)) event.preventDefault()
  })
}
