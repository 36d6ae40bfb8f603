import { useEffect } from 'react'

/** The second of two taps comes within so long, in milliseconds: nobody reads a new screen and presses on it in less. */
export const SECOND_TAP_MS = 400

/** So far from the first tap, in pixels, the second still aims at the same place. */
const SAME_PLACE = 24
const STEPS = [-SAME_PLACE, -SAME_PLACE / 2, 0, SAME_PLACE / 2, SAME_PLACE] as const

const CONTROLS = 'button, a, label, input, select, textarea, summary, [role="option"], [role="tab"]'

/** The thing that a press on this element is for: its control, or itself where it is in none. */
const pressedBy = (element: Element): Element => element.closest(CONTROLS) ?? element

const wordsOn = (thing: Element): string => thing.getAttribute('aria-label') ?? thing.textContent ?? ''

type Tap = {
  readonly at: number
  readonly x: number
  readonly y: number
  /** The things that were there to be pressed, with their words: an element that is used again for something else has others. */
  readonly there: ReadonlyMap<Element, string>
}

const tapOf = ({ timeStamp, clientX, clientY }: PointerEvent): Tap => {
  const there = new Map<Element, string>()
  for (const right of STEPS)
    for (const down of STEPS) {
      const element = document.elementFromPoint(clientX + right, clientY + down)
      if (element === null) continue
      const thing = pressedBy(element)
      if (!there.has(thing)) there.set(thing, wordsOn(thing))
    }
  return { at: timeStamp, x: clientX, y: clientY, there }
}

/** Listens until the answer is called. */
const listenForTaps = (): (() => void) => {
  let first: Tap | null = null
  /** True from a second tap's beginning to its click. */
  let isStopped = false

  const isSecond = ({ timeStamp, clientX, clientY }: PointerEvent, { at, x, y }: Tap): boolean =>
    timeStamp - at < SECOND_TAP_MS && Math.hypot(clientX - x, clientY - y) <= SAME_PLACE

  const stop = (event: Event): void => {
    event.preventDefault()
    event.stopPropagation()
  }

  const down = (event: PointerEvent): void => {
    const { target } = event
    if (!event.isTrusted || !(target instanceof Element)) return
    const thing = pressedBy(target)
    const wasThere = first === null || first.there.get(thing) === wordsOn(thing)
    isStopped = first !== null && isSecond(event, first) && !wasThere
    // One that is stopped does not put off the next: whoever goes on tapping has seen by then what is there.
    if (isStopped) stop(event)
    else first = tapOf(event)
  }

  const during = (event: Event): void => {
    if (isStopped && event.isTrusted) stop(event)
  }

  const click = (event: MouseEvent): void => {
    // A click without a count is a key's.
    if (!isStopped || !event.isTrusted || event.detail === 0) return
    isStopped = false
    stop(event)
  }

  const DURING = ['pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend', 'dblclick'] as const
  const capture = { capture: true, passive: false }
  window.addEventListener('pointerdown', down, capture)
  for (const type of DURING) window.addEventListener(type, during, capture)
  window.addEventListener('click', click, capture)
  return () => {
    window.removeEventListener('pointerdown', down, capture)
    for (const type of DURING) window.removeEventListener(type, during, capture)
    window.removeEventListener('click', click, capture)
  }
}

/**
 * Keeps a second tap from what the first has brought under the finger: a hand that taps twice would end the visit, or open
 * another patient's, by a button that nobody has seen. What stood there before the first tap hears every tap.
 */
export const useNoSecondTaps = (): void => useEffect(listenForTaps, [])
