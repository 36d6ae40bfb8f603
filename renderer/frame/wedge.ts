import { useEffect, useRef } from 'react'
import { unreachable } from '../../contract/result.ts'
import { send } from '../state/connection.ts'
import { useDesk } from '../state/desk.ts'
import { type FieldMemory, focusedField, rememberField, restoreField, typeText } from './focused-field.ts'
import {
  abandonKeys,
  IDLE_WEDGE,
  takeKey,
  takeSilence,
  WEDGE_SETTINGS,
  type WedgeEffect,
  type WedgeSettings,
  type WedgeState,
  wedgeDeadline,
} from './wedge-machine.ts'

/** A notice for the person at the desk about a scanner that types. */
export type WedgeNotice = 'input-method' | 'too-long'

/** Enter and Tab after a code are the scanner's full stop; no code ends with one. */
const withoutEnd = (text: string): string => text.replace(/[\r\t]+$/, '')

/** A turn of the event loop in milliseconds: keys that have been waiting in it were not late. */
const ONE_TURN_MS = 1

type Heard = {
  scan(text: string): void
  notice(notice: WedgeNotice): void
  /** True while the screen is hidden: then nobody types into anything. */
  isCovered(): boolean
}

/** Listens until the answer is called. */
const listenForScans = (settings: WedgeSettings, heard: Heard): (() => void) => {
  let state: WedgeState = IDLE_WEDGE
  let timer: ReturnType<typeof setTimeout> | undefined
  let remembered: FieldMemory | null = null
  /** True when the keys that are held began while the screen was hidden. */
  let beganCovered = false
  const swallowed = new Set<string>()

  const perform = (effect: WedgeEffect): void => {
    switch (effect.kind) {
      case 'scan':
        heard.scan(withoutEnd(effect.text))
        return
      case 'too-long':
        heard.notice('too-long')
        return
      case 'release':
        if (!beganCovered) typeText(effect.text)
        return
      case 'remember-field':
        remembered = rememberField()
        return
      case 'input-method-on':
        if (remembered !== null) restoreField(remembered)
        remembered = null
        heard.notice('input-method')
        return
      default:
        unreachable(effect)
    }
  }

  const move = (step: { readonly state: WedgeState; readonly effects: readonly WedgeEffect[] }): void => {
    state = step.state
    step.effects.forEach(perform)
    waitForSilence()
  }

  const waitForSilence = (): void => {
    clearTimeout(timer)
    const deadline = wedgeDeadline(state, settings)
    if (deadline === null) return
    timer = setTimeout(
      () => {
        timer = setTimeout(() => move(takeSilence(state, performance.now(), settings)), ONE_TURN_MS)
      },
      Math.max(1, deadline - performance.now() + 1),
    )
  }

  const stop = (event: KeyboardEvent): void => {
    event.preventDefault()
    event.stopPropagation()
  }

  const keyDown = (event: KeyboardEvent): void => {
    // Keys that were given back come by once more.
    if (!event.isTrusted) return
    if (state.phase === 'idle') beganCovered = heard.isCovered()
    const step = takeKey(
      state,
      {
        at: event.timeStamp,
        key: event.key,
        keyCode: event.keyCode,
        repeat: event.repeat,
        modified: event.ctrlKey || event.altKey || event.metaKey,
        editable: focusedField() !== null,
      },
      settings,
    )
    if (step.swallow) {
      swallowed.add(event.code)
      stop(event)
    }
    move(step)
  }

  const keyUp = (event: KeyboardEvent): void => {
    if (event.isTrusted && swallowed.delete(event.code)) stop(event)
  }

  const abandon = (): void => move(abandonKeys(state))

  /** A finger may move the focus: what was typed before belongs where the focus was. */
  const pointerDown = (): void => {
    if (state.phase === 'holding') abandon()
  }

  window.addEventListener('keydown', keyDown, { capture: true })
  window.addEventListener('keyup', keyUp, { capture: true })
  window.addEventListener('pointerdown', pointerDown, { capture: true })
  window.addEventListener('blur', abandon)
  return () => {
    abandon()
    window.removeEventListener('keydown', keyDown, { capture: true })
    window.removeEventListener('keyup', keyUp, { capture: true })
    window.removeEventListener('pointerdown', pointerDown, { capture: true })
    window.removeEventListener('blur', abandon)
  }
}

/**
 * Listens to every key of the window for a scanner in keyboard mode. A whole scan goes to the desk and touches no
 * field; what a person types arrives where it was typed, at most {@link WEDGE_SETTINGS.holdMs} later.
 * @param onNotice gets the notice to show, or null once a scan has come through
 * @param isCovered true while the screen is hidden: then a person's key is for nothing that is behind it
 */
export const useWedge = (onNotice: (notice: WedgeNotice | null) => void, isCovered: boolean): void => {
  const notify = useRef(onNotice)
  notify.current = onNotice
  const covered = useRef(isCovered)
  covered.current = isCovered
  const { on, prefix } = useDesk().office.settings.typingScanner
  useEffect(() => {
    if (!on) return
    return listenForScans(
      { ...WEDGE_SETTINGS, prefix },
      {
        scan: (text) => {
          notify.current(null)
          send({ type: 'typed-scan', text })
        },
        notice: (notice) => notify.current(notice),
        isCovered: () => covered.current,
      },
    )
  }, [on, prefix])
}
