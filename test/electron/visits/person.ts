/**
 * The person at the counter, in the real window: fingers that press what the screen shows, documents laid on the
 * simulated devices, and forms filled field by field. Nothing is handed to the desk past the screen where the screen has
 * a way.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type { CDPSession, Locator } from 'playwright'
import type { DocumentType, Online, ReaderFailure } from '../../../contract/check-in.ts'
import type { FieldName, FormName } from '../../../contract/form.ts'
import words from '../../../contract/languages/ja/window.json' with { type: 'json' }
import type { SimulatorCommand } from '../../../contract/simulator.ts'
import { eventually, type Terminal } from '../../../fixtures/terminal/launch.ts'
import type { VisitFact } from '../../../renderer/screens/check-in/visit-facts.ts'

const { desk } = words
export type FormWords = Readonly<Partial<Record<FieldName, string>>>
/** Documents that are there at one press; every other has a form. */
const AT_ONCE: ReadonlySet<DocumentType> = new Set(['my-number-card', 'phone', 'portal-screen'])
const TICKS: ReadonlySet<FieldName> = new Set([
  'fullPay',
  'copy',
  'saysNeedsCard',
  'nameDiffers',
  'otherPerson',
  'saved',
  'faceOnly',
  'photoless',
  'declaresNoChange',
])

/**
 * The middle of an element as soon as it has stood still for a frame with nothing over it; null when it has been drawn
 * anew meanwhile. Has the page note what the next finger comes down on, for {@link mishapOf}. Runs in the page.
 */
const middleAtRest = async (element: Element): Promise<{ x: number; y: number } | null> => {
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve))
  const middle = (): { x: number; y: number } => {
    const { left, top, width, height } = element.getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  }
  const MAX_FRAMES = 120
  let over: Element | null = null
  for (let frames = 0; frames < MAX_FRAMES; frames += 1) {
    // If it would lie under the foot of the page, the middle of the page is the better place.
    element.scrollIntoView({ block: frames === 0 ? 'nearest' : 'center', behavior: 'instant' })
    const before = middle()
    await frame()
    if (!element.isConnected) return null
    const { x, y } = middle()
    over = document.elementFromPoint(x, y)
    const isThere = over !== null && (element.contains(over) || over.contains(element))
    if (x !== before.x || y !== before.y || !isThere) continue
    Reflect.set(globalThis, 'finger', 'nothing')
    const note = ({ target }: Event): void => {
      const on = target instanceof Element ? target : null
      const control = on?.closest('button, a, input, label')
      const hit = on !== null && (element.contains(on) || on.contains(element))
      Reflect.set(globalThis, 'finger', hit ? null : (control?.outerHTML.slice(0, 200) ?? 'nothing'))
    }
    document.addEventListener('pointerdown', note, { capture: true, once: true })
    return { x, y }
  }
  throw new Error(`cannot be pressed: ${over?.outerHTML.slice(0, 200)} is over it`)
}

/**
 * The control that the last finger pressed instead of its aim, or `nothing` (the aim had moved, or the touch was lost);
 * null when it met its aim. Runs in the page.
 */
const mishapOf = (): unknown => Reflect.get(globalThis, 'finger') ?? null

/** Longer than between two taps (renderer/frame/second-taps.ts), in milliseconds, and farther than between their places. */
const LOOK_MS = 450
const NEAR = 40

/** How often a finger that met nothing is put down again. */
const MAX_TOUCHES = 3

export type Person = ReturnType<typeof personAt> extends Promise<infer Made> ? Made : never

/** Takes the place of the person at a terminal. */
export const personAt = async ({
  page,
  send,
  state,
  until,
}: Pick<Terminal, 'page' | 'send' | 'state' | 'until'>) => {
  const session: CDPSession = await page.context().newCDPSession(page)
  let touches = 0
  let last = { x: 0, y: 0, at: Number.NEGATIVE_INFINITY }

  /** Looks at what has come before pressing at the same place again, as a person does: the window takes no second tap for it. */
  const look = async ({ x, y }: { x: number; y: number }): Promise<void> => {
    const since = performance.now() - last.at
    if (since < LOOK_MS && Math.hypot(x - last.x, y - last.y) < NEAR) await pause(LOOK_MS - since)
    last = { x, y, at: performance.now() }
  }

  /**
   * A finger on the middle of what is there, once it is there, on top and stands still. One that met nothing is put down
   * again, as a person would; one that met another control is a fault of the screen, and told.
   */
  const tap = async (target: Locator, before = 1): Promise<void> => {
    const point = await eventually(
      'something to press',
      async () => (await target.evaluate(middleAtRest)) ?? undefined,
    )
    await look(point)
    await Promise.all([
      session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] }),
      session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] }),
    ])
    touches += 1
    // A press that closes the window has met its aim.
    const mishap = await page.evaluate(mishapOf).catch(() => null)
    if (mishap === null) return
    if (mishap !== 'nothing' || before === MAX_TOUCHES)
      throw new Error(`something moved under the finger: it met ${mishap}`)
    await tap(target, before + 1)
  }
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name }).first()
  const inDialog = (name: string | RegExp): Locator =>
    page.getByRole('dialog').getByRole('button', { name }).first()
  const simulate = (command: SimulatorCommand): Promise<void> => send({ type: 'simulate', command })
  const field = (name: FieldName): Locator => page.locator(`[data-field="${name}"]`)

  const fill = async (values: FormWords): Promise<void> => {
    for (const [name, value] of Object.entries(values) as [FieldName, string][]) {
      if (TICKS.has(name)) await tap(field(name).locator('label'))
      else if (name === 'burden') await tap(field(name).getByText(desk.choices.burden[value as '1']))
      else {
        await tap(field(name).locator('input'))
        await page.keyboard.insertText(value)
      }
    }
  }

  /** The documents to choose from; at an empty desk a visit of somebody without a number is begun for them. */
  const chooser = async (): Promise<Locator> => {
    const asked = page.locator('.check-in-choose')
    const who = page.locator('.ask-patient')
    if (await asked.isVisible()) return asked
    const ready = button(desk.ready.byHand)
    if (await ready.isVisible()) {
      await tap(ready)
      await who.or(asked).first().waitFor()
    }
    if (await who.isVisible()) {
      await tap(button(desk.who.none))
      // In an outage the search comes before any document.
      await asked.or(page.locator('.check-in-body')).first().waitFor()
    }
    if (await asked.isVisible()) return asked
    await tap(page.locator('.evidence-add button'))
    return page.getByRole('dialog')
  }

  /** Fills the form that is open, and hands it in. */
  const write = async (form: FormName, values: FormWords): Promise<void> => {
    await page.getByRole('heading', { name: desk.forms[form] }).waitFor()
    await fill(values)
    await tap(page.locator('.document-form-foot button[type="submit"]'))
    await until('the form handed in', ({ checkIn }) => checkIn?.draft === null)
  }

  /** Begins a check-in by hand, if none is open. */
  const begin = async (): Promise<void> => {
    await chooser()
  }

  const card = async (persona: string): Promise<void> => {
    await simulate({ command: 'place-card', persona })
    await until(
      'the card',
      ({ cardReader, checkIn }) =>
        (cardReader.state === 'read' || cardReader.state === 'failed') && checkIn?.decided != null,
    )
    await page.locator('.decision-head, [data-step="ask-online"]').first().waitFor()
  }
  return {
    begin,
    tap,
    write,
    touches: () => touches,
    press: (name: string | RegExp) => tap(button(name)),
    /** Lays a card on the reader. */
    card,
    /** Lays a card on the reader that lets its application be selected, and whose contents come out as noise. */
    spoiltCard: async (persona: string): Promise<void> => {
      await simulate({ command: 'fault', fault: 'card-garbled' })
      await card(persona)
    },
    /** The official terminal's answer to the next card. */
    officialAnswer: (online: Online | null) => simulate({ command: 'answer-online', online }),
    /** Scans a code, by a scanner that types. */
    code: async (text: string): Promise<void> => {
      await send({ type: 'typed-scan', text })
      await until('the code', ({ checkIn }) => checkIn !== null)
    },
    /** Takes a document by its tile, and fills its form. */
    take: async (type: DocumentType, values: FormWords = {}): Promise<void> => {
      await tap((await chooser()).locator('.choose-tile', { hasText: desk.documents[type] }))
      if (!AT_ONCE.has(type)) await write(type as FormName, values)
      else await until('the document', ({ checkIn }) => checkIn?.evidence.at(-1)?.document.type === type)
    },
    /** Corrects a document that is here. */
    correct: async (type: FormName & DocumentType, values: FormWords): Promise<void> => {
      await tap(page.locator('.evidence-face', { hasText: desk.documents[type] }))
      await write(type, values)
    },
    /** The patient's own facts: number, birth date, last day of the cover. */
    patient: async (values: FormWords): Promise<void> => {
      await tap(button(desk.visit.patientFacts))
      await write('patient', values)
    },
    /** Says what came of the reader. */
    reader: async (
      result: ReaderFailure | 'down' | 'face' | 'pin' | 'visual' | 'registered',
    ): Promise<void> => {
      await tap(page.locator('.evidence-machine').first().locator('button'))
      await tap(
        inDialog(
          result === 'down'
            ? desk.reader.downLong
            : result === 'registered'
              ? desk.reader.registeredNow
              : result === 'face' || result === 'pin' || result === 'visual'
                ? desk.reader.identifiedBy[result]
                : desk.readerFailures[result].long,
        ),
      )
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      // The dialog is gone before the desk has heard: what it asks next depends on it.
      const heard =
        result === 'down'
          ? 'down'
          : result === 'face' || result === 'pin' || result === 'visual' || result === 'registered'
            ? 'read'
            : 'failed'
      await until('what came of the reader', ({ checkIn }) => checkIn?.reader.state === heard)
    },
    /** The patient registers the card's use at the reader. */
    register: async (): Promise<void> => {
      await tap(button(desk.take.registration))
      await until('the registration', ({ checkIn }) => checkIn?.reader.state === 'read')
    },
    /** Says what the official terminal shows. */
    online: async (answer: 1 | 2 | 3 | 4 | 5 | 6 | 'unavailable'): Promise<void> => {
      const word = answer === 'unavailable' ? desk.online.unavailableLong : desk.onlineCodes[answer].long
      const hint = answer === 'unavailable' ? desk.online.unavailableHint : desk.onlineCodes[answer].hint
      const choice = page.getByRole('button', { name: `${word} ${hint}`, exact: true }).first()
      const { checkIn: now } = await state()
      const isAsked = now?.reader.state === 'read' && now.online === null
      if (!isAsked) await tap(page.locator('.evidence-machine').nth(1).locator('button'))
      await tap(choice)
      await until('the answer', ({ checkIn }) => checkIn?.online !== null && checkIn?.decided !== null)
    },
    /** Ticks what the patient said. */
    fact: async (...facts: readonly VisitFact[]): Promise<void> => {
      await tap(page.locator('.visit-strip button', { hasText: desk.visit.facts }))
      for (const fact of facts) {
        const box = page.getByRole('dialog').locator('label', { hasText: desk.visitFacts[fact].long })
        await tap(box)
        await box.locator('input:checked').waitFor({ state: 'attached' })
      }
      await tap(inDialog(desk.common.close))
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
    /** Says that the official system is down for the whole desk. */
    down: async (): Promise<void> => {
      await tap(page.locator('.visit-strip button', { hasText: desk.visit.facts }))
      await tap(inDialog(desk.outage.start))
      await tap(page.getByRole('button', { name: desk.outage.startYes, exact: true }))
      await until('the outage', ({ outage }) => outage !== null)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    },
    /** Searches for the patient in the outage mode, which names them. */
    found: async (): Promise<void> => {
      await tap(button(desk.outage.found))
      await until('the search', ({ checkIn }) => checkIn?.outageMode === true && checkIn.decided !== null)
    },
    returning: async (): Promise<void> => {
      await tap(page.getByRole('radio', { name: desk.visit.return }))
      await until('the kind of visit', ({ checkIn }) => checkIn?.visit.kind === 'return')
    },
    /** Says that what was scanned stands on the paper. */
    compared: async (): Promise<void> => {
      await tap(button(desk.step.compared))
      await page.locator('.scanned').first().waitFor({ state: 'detached' })
    },
    /** Says whose visit it is, where nothing else has come yet. */
    who: async (patientNumber: string): Promise<void> => {
      await tap(page.locator('.who-fields input').first())
      await page.keyboard.insertText(patientNumber)
      await tap(button(desk.who.answer))
      await until('the number', ({ checkIn }) => checkIn?.patientNumber === patientNumber)
    },
    /** Ends the visit, and gives the shortest answer to what is asked first. */
    conclude: async (): Promise<void> => {
      const step = page.locator('[data-step="conclude"] .step .button-next')
      if (await step.isVisible()) {
        await tap(step)
        return
      }
      await tap(button(/受付を終える|未確認のまま終える/))
      const { checkIn } = await until('the end, or a question', (now) => now.checkIn?.ending !== false)
      if (checkIn !== null) await tap(inDialog(/終える$/))
    },
    /** The patient takes everything back; the desk is free for the next. */
    leave: async (): Promise<void> => {
      await simulate({ command: 'remove-card' })
      await simulate({ command: 'answer-online', online: null })
      await send({ type: 'cancel' })
      await send({ type: 'end-outage' })
      await until(
        'an empty desk',
        ({ checkIn, cardReader, outage }) =>
          checkIn === null && cardReader.state === 'ready' && outage === null,
      )
    },
  }
}
