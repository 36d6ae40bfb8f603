/** Keys pressed in the real window, as the browser gets them from the system: by a scanner's clock or a person's. */
import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession } from 'playwright'
import type { Terminal } from '../../fixtures/terminal/launch.ts'

type Key = { readonly key: string; readonly code: string; readonly keyCode: number; readonly text: string }

const NAMED: Readonly<Record<string, Key>> = {
  '\r': { key: 'Enter', code: 'Enter', keyCode: 13, text: '\r' },
  '\t': { key: 'Tab', code: 'Tab', keyCode: 9, text: '' },
  ' ': { key: ' ', code: 'Space', keyCode: 32, text: ' ' },
}

/** `A` → the key A; `\r` → Enter; `F10` → the function key. */
const keyOf = (pressed: string): Key => {
  const named = NAMED[pressed]
  if (named !== undefined) return named
  if (/^F\d+$/.test(pressed))
    return { key: pressed, code: pressed, keyCode: 111 + Number(pressed.slice(1)), text: '' }
  const letter = pressed.toUpperCase()
  const code = /[A-Z]/.test(letter) ? `Key${letter}` : /\d/.test(letter) ? `Digit${letter}` : `Sign${pressed}`
  return { key: pressed, code, keyCode: letter.charCodeAt(0), text: pressed }
}

const press = async (session: CDPSession, { key, code, keyCode, text }: Key): Promise<void> => {
  const named = { key, code, windowsVirtualKeyCode: keyCode }
  await Promise.all([
    session.send('Input.dispatchKeyEvent', { type: text === '' ? 'rawKeyDown' : 'keyDown', ...named, text }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...named }),
  ])
}

/** A key that an input method has, and what it shows of it in the field so far. */
const compose = async (session: CDPSession, code: string, shown: string): Promise<void> => {
  const process = { key: 'Process', code, windowsVirtualKeyCode: 229 }
  await Promise.all([
    session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...process }),
    session.send('Input.imeSetComposition', {
      text: shown,
      selectionStart: shown.length,
      selectionEnd: shown.length,
    }),
    session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...process }),
  ])
}

/** Does one thing after another by the clock; none waits until the one before has been answered. */
const byTheClock = async (acts: readonly (() => Promise<void>)[], every: number): Promise<void> => {
  const start = performance.now()
  const answers: Promise<void>[] = []
  for (const [index, act] of acts.entries()) {
    const wait = start + index * every - performance.now()
    if (wait > 0) await pause(wait)
    answers.push(act())
  }
  await Promise.all(answers)
}

/**
 * The input that has reached the page since it was last asked: gaps between keys in milliseconds, and changes of any
 * field.
 */
export type Noticed = { readonly gaps: readonly number[]; readonly inputs: number; readonly clicks: number }

/** Watches the page for keys, for input into any field and for presses of any button. */
const watch = (): void => {
  const seen = { last: 0, gaps: [] as number[], inputs: 0, clicks: 0 }
  Reflect.set(globalThis, 'seenByTheTest', seen)
  window.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      if (seen.last > 0) seen.gaps.push(timeStamp - seen.last)
      seen.last = timeStamp
    },
    { capture: true },
  )
  const count = (type: string, name: 'inputs' | 'clicks') =>
    window.addEventListener(
      type,
      () => {
        seen[name] += 1
      },
      { capture: true },
    )
  count('input', 'inputs')
  count('click', 'clicks')
}

const readAndForget = (): Noticed => {
  const seen = Reflect.get(globalThis, 'seenByTheTest')
  const noticed = { gaps: [...seen.gaps], inputs: seen.inputs, clicks: seen.clicks }
  Object.assign(seen, { last: 0, gaps: [], inputs: 0, clicks: 0 })
  return noticed
}

export type Keyboard = {
  /** Types a text, a key every so many milliseconds. */
  type(keys: readonly string[], every: number): Promise<void>
  /** Types a text while an input method is on, which shows あ for every key; the scanner's Enter it leaves alone. */
  compose(text: string, every: number): Promise<void>
  /** Ends a composition the way a person does: what was chosen goes into the field. */
  choose(text: string): Promise<void>
  noticed(): Promise<Noticed>
}

/** Takes the keyboard of a window. */
export const takeKeyboard = async ({ page }: Terminal): Promise<Keyboard> => {
  const session = await page.context().newCDPSession(page)
  await page.evaluate(watch)
  return {
    type: (keys, every) =>
      byTheClock(
        keys.map((key) => () => press(session, keyOf(key))),
        every,
      ),
    compose: (text, every) =>
      byTheClock(
        [...text].map(
          (key, index) => () =>
            key === '\r'
              ? press(session, keyOf(key))
              : compose(session, keyOf(key).code, 'あ'.repeat(index + 1)),
        ),
        every,
      ),
    choose: async (text) => {
      await session.send('Input.insertText', { text })
    },
    noticed: () => page.evaluate(readAndForget),
  }
}
