/**
 * A walk with a stopwatch through each kind of visit in the real window: how often a finger or a key is needed, and how
 * long the program itself takes from the last of them to the decision on the screen, its row durable. Touches are counted
 * to the end of the check-in; what stands on the paper and is typed is not.
 */

import { median, type Row } from '../../fixtures/bench-row.ts'
import { type Display, openDisplay } from '../../fixtures/terminal/display.ts'
import { launch, type Terminal } from '../../fixtures/terminal/launch.ts'
import { keyboardAt, wholeCertificate } from '../electron/visits/keys.ts'
import { type Person, personAt } from '../electron/visits/person.ts'

export const name = 'walk'

const RUNS = 7

type Measured = { readonly presses: number; readonly milliseconds: number }

/** Keeps the moment of the last press, and how long after it another decision or step was on the screen. Runs in the page. */
const watchDecisions = (): void => {
  const seen = { pressed: 0, reading: 0, exchanged: 0, after: Number.NaN, afterExchange: Number.NaN }
  Reflect.set(globalThis, 'stopwatch', seen)
  for (const type of ['pointerup', 'keydown'])
    window.addEventListener(
      type,
      () => {
        seen.pressed = performance.now()
      },
      { capture: true },
    )
  const bridge: unknown = Reflect.get(globalThis, 'uketsuke')
  Reflect.get(
    Object(bridge),
    'onState',
  )((text: string) => {
    const state: { cardReader: { state: string; reading?: { milliseconds: number } } } = JSON.parse(text)
    const { cardReader } = state
    if (cardReader.state === 'reading') seen.reading = performance.now()
    // The window heard of the reading as late as it hears of its end, so the two delays are one.
    if (cardReader.reading !== undefined) seen.exchanged = seen.reading + cardReader.reading.milliseconds
  })
  let shown = ''
  new MutationObserver(() => {
    const head = document.querySelector<HTMLElement>('.decision-head')
    const next = `${head?.dataset.reason} ${document.querySelector<HTMLElement>('.check-in-body')?.dataset.step}`
    if (next === shown) return
    shown = next
    if (head === null) return
    requestAnimationFrame(() => {
      seen.after = performance.now() - seen.pressed
      seen.afterExchange = performance.now() - seen.exchanged
    })
  }).observe(document.body, { childList: true, subtree: true, attributes: true })
}

const stopwatch = ({ page }: Terminal, what: 'after' | 'afterExchange'): Promise<number> =>
  page.evaluate(
    (which) =>
      new Promise<number>((resolve) => {
        requestAnimationFrame(() => resolve(Reflect.get(Reflect.get(globalThis, 'stopwatch'), which)))
      }),
    what,
  )

const NOTICE_CODE = 'MO1;113019;101;12345678;01;;3600808'
const CERTIFICATE_CODE = 'MH1,39139993,,12345678,,,,19500401,20260801,20270731,1'

/** Each kind of visit by touch: what is done until the decision stands there. The end of the check-in is one touch more. */
const BY_TOUCH: readonly {
  readonly what: string
  readonly most?: number
  readonly come: (person: Person) => Promise<void>
}[] = [
  {
    what: 'certificate by its code, compared with the paper',
    come: async ({ code, compared }) => {
      await code(CERTIFICATE_CODE)
      await compared()
    },
  },
  {
    what: 'portal screen and card after a reader fault',
    come: async ({ card, press }) => {
      await card('fuyomi-kasuko')
      await press('見せてもらった')
    },
  },
  {
    what: 'notice and card after a reader fault, typed',
    most: 3,
    come: async ({ card, press, write }) => {
      await card('fuyomi-kasuko')
      await press('お知らせを入力する')
      await write('eligibility-notice', {})
    },
  },
  {
    what: 'notice and card after a reader fault, by its code',
    most: 3,
    come: async ({ card, code, compared }) => {
      await card('fuyomi-kasuko')
      await code(NOTICE_CODE)
      await compared()
    },
  },
  {
    what: 'record of an earlier visit after a reader fault',
    come: async ({ card, returning, press }) => {
      await card('fuyomi-kasuko')
      await returning()
      await press('見せられない')
      await press('記録があり、変更なし')
    },
  },
  {
    what: 'self-declaration and card after a reader fault',
    come: async ({ card, press, write }) => {
      await card('fuyomi-kasuko')
      await press('見せられない')
      await press('申立書を書いてもらう')
      await write('self-declaration', {})
    },
  },
]

const spreadOf = (values: readonly number[]): string =>
  `${Math.round(Math.min(...values))}–${Math.round(Math.max(...values))}`

const rowsOf = (
  what: string,
  unit: string,
  measured: readonly Measured[],
  most: number | undefined,
  bound?: number,
): Row[] => {
  const presses = Math.max(...measured.map((one) => one.presses))
  const times = measured.map(({ milliseconds }) => milliseconds)
  return [
    {
      what,
      value: presses,
      unit,
      ...(most === undefined ? {} : { bound: `at most ${most}`, kept: presses <= most }),
      runs: measured.length,
    },
    {
      what: `${what}: the program’s own time`,
      value: median(times),
      unit: 'ms',
      spread: spreadOf(times),
      ...(bound === undefined ? {} : { bound: `at most ${bound} ms`, kept: median(times) <= bound }),
      runs: measured.length,
    },
  ]
}

/** The count of keys alone: what they bring is drawn before anything else is measured. */
const keysOf = (what: string, measured: readonly Measured[]): Row[] =>
  rowsOf(what, 'keys', measured, 1).slice(0, 1)

const times = async (walk: () => Promise<Measured>): Promise<Measured[]> => {
  const measured: Measured[] = []
  // The first only warms the program up.
  for (let run = 0; run <= RUNS; run += 1) {
    const one = await walk()
    if (run > 0) measured.push(one)
  }
  return measured
}

/** Visits that the official terminal's answer opens by itself: nobody touches anything, so the clock starts with the file. */
const answersByThemselves = async (terminal: Terminal, person: Person): Promise<Row[]> => {
  const bridge = (act: 'on' | 'off' | 'face') =>
    terminal.send({ type: 'simulate', command: { command: 'bridge', act } })
  await bridge('on')
  await terminal.until('the bridge', (state) => state.bridge.status.state === 'ready')
  const measured = await times(async () => {
    const before = person.touches()
    await terminal.page.evaluate(() => {
      Reflect.set(Reflect.get(globalThis, 'stopwatch'), 'pressed', performance.now())
    })
    await bridge('face')
    await terminal.page.locator('[data-step="conclude"] .step .button-next').waitFor()
    const milliseconds = await stopwatch(terminal, 'after')
    const presses = person.touches() - before
    await person.leave()
    return { presses, milliseconds }
  })
  await bridge('off')
  await terminal.until('no bridge', (state) => state.bridge.status.state === 'off')
  return rowsOf('card at the official terminal, its answer arrives by itself', 'touches', measured, 0, 300)
}

const walkAll = async (terminal: Terminal): Promise<Row[]> => {
  const person = await personAt(terminal)
  const keys = await keyboardAt(terminal)
  await terminal.page.evaluate(watchDecisions)
  /** Accepted, and nothing left but to end the check-in. */
  const decision = () => terminal.page.locator('[data-step="conclude"] .step .button-next').waitFor()
  const end = () => terminal.until('the end', ({ checkIn }) => checkIn === null)

  const card = await times(async () => {
    const before = person.touches()
    await person.card('yukkuri-hiroshi')
    await decision()
    const milliseconds = await stopwatch(terminal, 'afterExchange')
    const presses = person.touches() - before
    await person.leave()
    return { presses, milliseconds }
  })
  const rows = [
    ...rowsOf('card accepted', 'touches', card, 0, 100),
    ...(await answersByThemselves(terminal, person)),
  ]
  for (const { what, most, come } of BY_TOUCH) {
    const measured = await times(async () => {
      const before = person.touches()
      await come(person)
      await decision()
      const milliseconds = await stopwatch(terminal, 'after')
      await person.conclude()
      await end()
      const presses = person.touches() - before
      await person.leave()
      return { presses, milliseconds }
    })
    rows.push(...rowsOf(what, 'touches', measured, most))
  }
  /** One key, counted, until the screen shows what it brings. */
  const pressed = async (key: string, shows: () => Promise<unknown>): Promise<Measured> => {
    const before = keys.count()
    await keys.press(key)
    await shows()
    return { presses: keys.count() - before, milliseconds: 0 }
  }
  const parked: Measured[] = []
  const recalled: Measured[] = []
  for (let run = 0; run < RUNS; run += 1) {
    await person.card('yukkuri-hiroshi')
    await decision()
    parked.push(await pressed('F5', () => terminal.until('the tray', ({ checkIn }) => checkIn === null)))
    recalled.push(await pressed('F10', decision))
    await person.leave()
  }
  rows.push(...keysOf('visit put on hold', parked), ...keysOf('visit on hold opened again', recalled))
  const typed = await times(async () => {
    const before = keys.count()
    await wholeCertificate(keys)
    await decision()
    const milliseconds = await stopwatch(terminal, 'after')
    // The patient has been asked whether the cover has changed.
    await keys.press('Space')
    await terminal.until('the tick', ({ checkIn }) => checkIn?.ticked.length === 1)
    await keys.press('F8')
    await end()
    return { presses: keys.count() - before, milliseconds }
  })
  rows.push(...rowsOf('certificate typed, all fields, by keyboard', 'keys beyond the digits', typed, 45))
  return rows
}

export const run = async (): Promise<Row[]> => {
  const display: Display = await openDisplay()
  try {
    const terminal = await launch({ display, args: ['--today', '2026-11-22'] })
    try {
      await terminal.until('a reader', (state) => state.cardReader.state === 'ready')
      await terminal.send({
        type: 'change-settings',
        settings: { typingScanner: { on: false, prefix: null } },
      })
      return await walkAll(terminal)
    } finally {
      await terminal.close()
    }
  } finally {
    await display.close()
  }
}
