import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  abandonKeys,
  IDLE_WEDGE,
  takeKey,
  takeSilence,
  WEDGE_SETTINGS,
  type WedgeEffect,
  type WedgeKey,
  type WedgeSettings,
  wedgeDeadline,
} from '../../../renderer/frame/wedge-machine.ts'

const key = (at: number, pressed: string, more: Partial<WedgeKey> = {}): WedgeKey => ({
  at,
  key: pressed,
  keyCode: pressed.length === 1 ? pressed.toUpperCase().charCodeAt(0) : 0,
  repeat: false,
  modified: false,
  editable: true,
  ...more,
})

/** A window with one field and a button behind it, as a browser would treat keys that nobody stops. */
const openWindow = (settings: WedgeSettings = WEDGE_SETTINGS) => {
  let state = IDLE_WEDGE
  let field = ''
  let remembered = ''
  let pressed = 0
  const scans: string[] = []
  const said: string[] = []
  const perform = (effects: readonly WedgeEffect[]): void => {
    for (const effect of effects) {
      if (effect.kind === 'release') field += effect.text
      else if (effect.kind === 'scan') scans.push(effect.text)
      else if (effect.kind === 'remember-field') remembered = field
      else if (effect.kind === 'input-method-on') {
        field = remembered
        said.push(effect.kind)
      } else said.push(effect.kind)
    }
  }
  return {
    type: (event: WedgeKey) => {
      const step = takeKey(state, event, settings)
      state = step.state
      perform(step.effects)
      if (step.swallow) return
      if (event.keyCode === 229) field += 'あ'
      else if (event.key === 'Enter' || event.key === 'Tab') pressed += 1
      else if (event.key.length === 1 && !event.modified) field += event.key
    },
    wait: (until: number) => {
      const step = takeSilence(state, until, settings)
      state = step.state
      perform(step.effects)
    },
    blur: () => {
      const step = abandonKeys(state)
      state = step.state
      perform(step.effects)
    },
    deadline: () => wedgeDeadline(state, settings),
    seen: () => ({ field, scans, pressed, said }),
  }
}

const typeAll = (desk: ReturnType<typeof openWindow>, text: string, every: number, from = 0): number => {
  let at = from
  for (const character of text) {
    const named = character === '\r' ? 'Enter' : character === '\t' ? 'Tab' : character
    desk.type(key(at, named))
    at += every
  }
  return at
}

describe('a scanner that types, by its speed', () => {
  it('is a scan, and nothing of it reaches the field or presses a button', () => {
    const desk = openWindow()
    typeAll(desk, 'A0012345A\r', 10)
    expect(desk.seen().field).toBe('')
    expect(desk.deadline()).toBe(90 + 150)
    desk.wait(240)
    expect(desk.seen()).toEqual({ field: '', scans: ['A0012345A\r'], pressed: 0, said: [] })
  })

  it('keeps line ends and tabs inside the code from moving the focus', () => {
    const desk = openWindow()
    desk.wait(typeAll(desk, 'JAHIS10\r11,,\t\r', 10) + 200)
    expect(desk.seen()).toEqual({ field: '', scans: ['JAHIS10\r11,,\t\r'], pressed: 0, said: [] })
  })

  it('keeps shortcuts inside the code from acting: Ctrl+] is GS', () => {
    const desk = openWindow()
    const at = typeAll(desk, '010490', 10)
    desk.type(key(at, ']', { modified: true }))
    desk.type(key(at + 10, 'F5'))
    desk.wait(at + 500)
    expect(desk.seen().scans).toEqual(['010490\u001d'])
  })

  it('two scans with a pause between are two', () => {
    const desk = openWindow()
    typeAll(desk, '123456\r', 10)
    desk.wait(typeAll(desk, '654321\r', 10, 1000) + 200)
    expect(desk.seen().scans).toEqual(['123456\r', '654321\r'])
  })

  it('is read with Shift going up and down between', () => {
    const desk = openWindow()
    let at = 0
    for (const character of 'ABCDEFG') {
      desk.type(key(at, 'Shift'))
      desk.type(key(at + 2, character))
      at += 10
    }
    desk.wait(at + 200)
    expect(desk.seen().scans).toEqual(['ABCDEFG'])
  })

  it('is let go without a word when it is longer than anything readable', () => {
    const desk = openWindow({ ...WEDGE_SETTINGS, maximumLength: 100 })
    desk.wait(typeAll(desk, 'x'.repeat(150), 10) + 200)
    expect(desk.seen()).toEqual({ field: '', scans: [], pressed: 0, said: ['too-long'] })
  })

  it('lets half a scan go when the window loses the focus', () => {
    const desk = openWindow()
    typeAll(desk, '123456789', 10)
    desk.blur()
    expect(desk.seen()).toEqual({ field: '', scans: [], pressed: 0, said: [] })
  })

  it('whatever a scanner types at its speed comes as one scan and leaves the field alone', () => {
    const character = fc.constantFrom(...'ABCabc0189,;|/:-_]=& \r\t')
    const code = fc.tuple(
      fc.array(fc.constantFrom(...'ABC0189'), { minLength: 6, maxLength: 6 }),
      fc.array(character, { maxLength: 60 }),
    )
    fc.assert(
      fc.property(code, fc.integer({ min: 1, max: 45 }), ([start, rest], every) => {
        const desk = openWindow()
        const text = [...start, ...rest].join('')
        desk.wait(typeAll(desk, text, every) + 200)
        expect(desk.seen()).toEqual({ field: '', scans: [text], pressed: 0, said: [] })
      }),
      { numRuns: 300 },
    )
  })
})

describe('a person who types', () => {
  it('whatever is typed at a person’s speed reaches the field, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...'abc123 '), fc.integer({ min: 51, max: 400 })), {
          maxLength: 40,
        }),
        (keys) => {
          const desk = openWindow()
          let at = 0
          for (const [character, pause] of keys) {
            at += pause
            desk.type(key(at, character))
          }
          desk.wait(at + 500)
          const typed = keys.map(([character]) => character).join('')
          expect(desk.seen()).toEqual({ field: typed, scans: [], pressed: 0, said: [] })
        },
      ),
      { numRuns: 300 },
    )
  })

  it('may roll two or three keys over each other', () => {
    const desk = openWindow()
    for (const [at, character] of [
      [0, 't'],
      [20, 'h'],
      [35, 'e'],
      [200, 'n'],
    ] as const)
      desk.type(key(at, character))
    desk.wait(500)
    expect(desk.seen().field).toBe('then')
  })

  it('gets what was held before Enter, an arrow or a shortcut acts', () => {
    const desk = openWindow()
    desk.type(key(0, 'a'))
    desk.type(key(10, 'Enter'))
    desk.type(key(500, 'b'))
    desk.type(key(510, 'v', { modified: true }))
    desk.wait(1000)
    expect(desk.seen()).toMatchObject({ field: 'ab', pressed: 1 })
  })

  it('may hold a key down', () => {
    const desk = openWindow()
    desk.type(key(0, 'a'))
    for (let at = 500; at < 900; at += 30) desk.type(key(at, 'a', { repeat: true }))
    desk.wait(2000)
    expect(desk.seen()).toMatchObject({ field: 'a'.repeat(15), scans: [] })
  })

  it('presses buttons with the space bar', () => {
    const step = takeKey(IDLE_WEDGE, key(0, ' ', { editable: false }), WEDGE_SETTINGS)
    expect(step).toEqual({ state: IDLE_WEDGE, swallow: false, effects: [] })
  })

  it('gets held keys back when the window loses the focus', () => {
    const desk = openWindow()
    desk.type(key(0, 'a'))
    desk.blur()
    expect(desk.seen().field).toBe('a')
  })
})

describe('a scanner with a prefix', () => {
  const functionKey = { ...WEDGE_SETTINGS, prefix: 'F9' }
  const tilde = { ...WEDGE_SETTINGS, prefix: '~' }

  it('may be as slow as a person', () => {
    const desk = openWindow(functionKey)
    desk.type(key(0, 'F9'))
    desk.wait(typeAll(desk, 'A0012345A\r', 100, 100) + 600)
    expect(desk.seen()).toEqual({ field: '', scans: ['A0012345A\r'], pressed: 0, said: [] })
  })

  it('announced by a function key, a code of any length', () => {
    const desk = openWindow(functionKey)
    desk.type(key(0, 'F9'))
    desk.wait(typeAll(desk, '12\r', 10, 10) + 600)
    expect(desk.seen().scans).toEqual(['12\r'])
  })

  it('announced by a character, which is no part of the code', () => {
    const desk = openWindow(tilde)
    desk.wait(typeAll(desk, '~A0012345A\r', 80) + 600)
    expect(desk.seen().scans).toEqual(['A0012345A\r'])
  })

  it('a person’s typing is not held back at all', () => {
    const desk = openWindow(tilde)
    typeAll(desk, 'quickly typed', 5)
    expect(desk.seen().field).toBe('quickly typed')
  })

  it('a person may type the character too', () => {
    const desk = openWindow(tilde)
    typeAll(desk, 'a~b', 90)
    desk.wait(2000)
    expect(desk.seen()).toEqual({ field: 'a~b', scans: [], pressed: 0, said: [] })
  })
})

describe('with the input method on', () => {
  const composed = (at: number) => key(at, 'Process', { keyCode: 229 })

  it('a scan is recognised, taken out of the field again, and said', () => {
    const desk = openWindow()
    desk.type(key(0, 'x'))
    desk.wait(100)
    for (let index = 0; index < 12; index += 1) desk.type(composed(1000 + index * 10))
    desk.type(key(1120, 'Enter'))
    desk.wait(2000)
    expect(desk.seen()).toEqual({ field: 'x', scans: [], pressed: 0, said: ['input-method-on'] })
  })

  it('is recognised by the key code alone, before any composition has begun', () => {
    const desk = openWindow()
    for (let index = 0; index < 8; index += 1) desk.type(key(index * 10, 'a', { keyCode: 229 }))
    desk.wait(1000)
    expect(desk.seen().said).toEqual(['input-method-on'])
  })

  it('a person composes undisturbed, and ends a word with Enter', () => {
    const desk = openWindow()
    for (let index = 0; index < 12; index += 1) desk.type(composed(index * 120))
    desk.type(key(2000, 'Enter'))
    expect(desk.seen()).toMatchObject({ field: 'あ'.repeat(12), pressed: 1, said: [] })
  })

  it('is said for a scanner with a prefix at its first key', () => {
    const desk = openWindow({ ...WEDGE_SETTINGS, prefix: 'F9' })
    desk.type(key(0, 'F9'))
    desk.type(composed(80))
    desk.type(composed(160))
    desk.wait(1000)
    expect(desk.seen().said).toEqual(['input-method-on'])
  })

  it('gives back a person’s key that came just before', () => {
    const desk = openWindow()
    desk.type(key(0, 'a'))
    desk.type(composed(30))
    expect(desk.seen().field).toBe('aあ')
  })
})
