/** A person who has a keyboard and nothing else, and who counts: every press but the digits of the document itself. */
import type { CDPSession } from 'playwright'
import words from '../../../contract/languages/ja/window.json' with { type: 'json' }
import type { Terminal } from '../../../fixtures/terminal/launch.ts'

export type Keys = {
  /** Presses named keys, one after the other. */
  press(...keys: readonly string[]): Promise<void>
  /** Types what stands on the paper; its digits are not counted. */
  type(text: string): Promise<void>
  /** Types a reading through an input method, and takes what it offers: letters, the conversion, the choice. */
  compose(reading: string, chosen: string): Promise<void>
  /** Waits until what the person looks for has the focus or stands on the screen. */
  see(selector: string): Promise<void>
  /** Walks by Tab until what has these words has the focus. */
  walkTo(words: string | RegExp): Promise<void>
  /** Presses so far. */
  count(): number
}

/** No screen has more stops for Tab than this. */
const MAX_STOPS = 60

/** The words of what has the focus and can be pressed; of a box that is ticked, those beside it. Runs in the page. */
const wordsWithFocus = (): string => {
  const focused = document.activeElement?.closest('button, input, textarea')
  return (focused?.closest('label') ?? focused)?.textContent?.trim() ?? ''
}

/** Takes the keyboard of a terminal whose scanners do not type, so that nobody has to type slowly. */
export const keyboardAt = async ({ page }: Terminal): Promise<Keys> => {
  const session: CDPSession = await page.context().newCDPSession(page)
  let presses = 0
  const press = async (key: string): Promise<void> => {
    await page.keyboard.press(key)
    presses += 1
  }
  const letter = async (shown: string): Promise<void> => {
    const key = { key: 'Process', code: 'KeyA', windowsVirtualKeyCode: 229 }
    await session.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', ...key })
    await session.send('Input.imeSetComposition', {
      text: shown,
      selectionStart: shown.length,
      selectionEnd: shown.length,
    })
    await session.send('Input.dispatchKeyEvent', { type: 'keyUp', ...key })
    presses += 1
  }
  return {
    press: async (...keys) => {
      for (const key of keys) await press(key)
    },
    type: async (text) => {
      for (const character of text) {
        await press(character)
        if (/\d/.test(character)) presses -= 1
      }
    },
    compose: async (reading, chosen) => {
      for (let length = 1; length <= reading.length; length += 1) await letter('あ'.repeat(length))
      // The space bar converts, Enter takes it.
      await letter(chosen)
      await session.send('Input.insertText', { text: chosen })
      presses += 1
    },
    see: async (selector) => {
      await page.locator(selector).first().waitFor()
    },
    walkTo: async (wanted) => {
      const met: string[] = []
      for (let stops = 0; stops < MAX_STOPS; stops += 1) {
        const found = await page.evaluate(wordsWithFocus)
        if (typeof wanted === 'string' ? found.includes(wanted) : wanted.test(found)) return
        met.push(found.slice(0, 20))
        await press('Tab')
      }
      throw new Error(`Tab does not come to ${wanted}, but to ${met.join(' · ')}`)
    },
    count: () => presses,
  }
}

const { desk } = words
/** A field of the form that is open, with the focus in it. */
export const atField = (name: string): string => `[data-field="${name}"] input:focus`
/** A button with the focus, by its words. */
export const atButton = (word: string): string => `button:focus:has-text("${word}")`

/** The first box of the question who this is, with the focus in it. */
export const WHO = '.who-fields input:focus'
/** A list of answers that waits for an arrow: none of them has the focus. */
export const ANSWERS = '.choices:focus'

/** 資格確認書: every field that the paper prints, from the empty desk to the decision. */
export const wholeCertificate = async ({ press, type, compose, see }: Keys): Promise<void> => {
  await press('F2')
  // The patient has no number.
  await see(WHO)
  await press('Enter')
  await see(atButton(desk.documents['my-number-card']))
  await press('ArrowRight', 'Enter')
  const field = async (name: string, fill: () => Promise<void>): Promise<void> => {
    await see(atField(name))
    await fill()
    await press('Enter')
  }
  await field('expiresOn', () => type('5090331'))
  await field('effectiveOn', () => type('5080801'))
  await field('symbol', () => type('101'))
  await field('number', () => type('12345678'))
  await field('branch', () => type('01'))
  await field('name', () => compose('mihonhanako', '見本花子'))
  await field('kana', () => compose('mihonhanako', 'ミホンハナコ'))
  await field('birthDate', () => type('3290402'))
  await field('burden', () => press('ArrowRight'))
  await field('insurerNumber', () => type('113019'))
  await field('issuedOn', () => type('5080715'))
  await see('.decision-head[data-outcome]')
}
