/** The field that has the focus, as a scanner that types has to deal with it. */

export type TextField = HTMLInputElement | HTMLTextAreaElement

/** Inputs that are pressed, not typed into: there a space is a press. */
const PRESSED = ['button', 'checkbox', 'color', 'file', 'image', 'radio', 'range', 'reset', 'submit']

const isTextField = (element: Element | null): element is TextField =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !PRESSED.includes(element.type))

/** Returns the field into which text is typed now; null when keys go to a button, a list or nothing. */
export const focusedField = (): TextField | null => {
  const { activeElement } = document
  return isTextField(activeElement) && !activeElement.disabled && !activeElement.readOnly
    ? activeElement
    : null
}

/** A list finds its lines by the letters that are typed on it: it gets them as keys. */
const pressOn = (target: Element, key: string): void => {
  for (const type of ['keydown', 'keyup'])
    target.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }))
}

/**
 * Gives a person's keys back to where the focus is. A field takes them the way it takes key presses: its length limit,
 * its undo and whoever listens to it hold.
 */
export const typeText = (text: string): void => {
  if (focusedField() !== null) document.execCommand('insertText', false, text)
  else for (const key of text) pressOn(document.activeElement ?? document.body, key)
}

/** The value of a field and the place of its caret. */
export type FieldMemory = {
  readonly field: TextField
  readonly value: string
  readonly caret: readonly [start: number | null, end: number | null]
}

/** Remembers the value of the focused field; null when none has the focus. */
export const rememberField = (): FieldMemory | null => {
  const field = focusedField()
  return field && { field, value: field.value, caret: [field.selectionStart, field.selectionEnd] }
}

/** Ends what an input method is composing in a field, and puts back what was there before. The focus stays. */
export const restoreField = ({ field, value, caret }: FieldMemory): void => {
  // Only leaving a field ends a composition.
  field.blur()
  field.focus()
  if (field.value === value) return
  field.select()
  document.execCommand(value === '' ? 'delete' : 'insertText', false, value)
  field.setSelectionRange(...caret)
}
