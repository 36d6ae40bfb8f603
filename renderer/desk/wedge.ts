import { useEffect, useRef } from 'react'
import { unreachable } from '../../main/contract/result.ts'
import {
  abandonKeys,
  IDLE_WEDGE,
  takeKey,
  takeSilence,
  WEDGE_SETTINGS,
  type WedgeEffect,
  wedgeDeadline,
} from '../../main/contract/wedge.ts'
import { send } from './connection.ts'

/** What the person at the desk should know of a scanner that types. */
export type WedgeNotice = 'input-method' | 'too-long'

type TextField = HTMLInputElement | HTMLTextAreaElement

const textField = (element: Element | null): TextField | null =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element : null

/** Puts a text where the caret is, the way a key press would: fields that React controls hear of it. */
const typeText = (text: string): void => {
  if (textField(document.activeElement) !== null) document.execCommand('insertText', false, text)
}

const replaceText = (field: TextField, text: string): void => {
  field.focus()
  field.select()
  if (text === '') document.execCommand('delete')
  else document.execCommand('insertText', false, text)
}

/**
 * Listens to every key of the window for a scanner in keyboard mode. A whole scan goes to the desk and touches no
 * field; what a person types arrives where it was typed, at most {@link WEDGE_SETTINGS.holdMs} later.
 */
export const useWedge = (onNotice: (notice: WedgeNotice) => void): void => {
  const notify = useRef(onNotice)
  notify.current = onNotice
  useEffect(() => {
    let state = IDLE_WEDGE
    let timer: ReturnType<typeof setTimeout> | undefined
    let remembered: { readonly field: TextField; readonly value: string } | null = null
    const swallowed = new Set<string>()

    const perform = (effect: WedgeEffect): void => {
      switch (effect.kind) {
        case 'scan':
          send({ type: 'typed-scan', text: effect.text })
          return
        case 'too-long':
          notify.current('too-long')
          return
        case 'release':
          typeText(effect.text)
          return
        case 'remember-field': {
          const field = textField(document.activeElement)
          remembered = field === null ? null : { field, value: field.value }
          return
        }
        case 'input-method-on':
          // Leaving the field ends the composition; what it held before the scan comes back.
          if (remembered !== null) {
            remembered.field.blur()
            replaceText(remembered.field, remembered.value)
          }
          notify.current('input-method')
          return
        default:
          unreachable(effect)
      }
    }

    const waitForSilence = (): void => {
      clearTimeout(timer)
      const deadline = wedgeDeadline(state, WEDGE_SETTINGS)
      if (deadline === null) return
      timer = setTimeout(
        () => {
          const step = takeSilence(state, performance.now(), WEDGE_SETTINGS)
          state = step.state
          step.effects.forEach(perform)
          waitForSilence()
        },
        Math.max(1, deadline - performance.now() + 1),
      )
    }

    const keyDown = (event: KeyboardEvent): void => {
      const step = takeKey(
        state,
        {
          at: event.timeStamp,
          key: event.key,
          keyCode: event.keyCode,
          repeat: event.repeat,
          modified: event.ctrlKey || event.altKey || event.metaKey,
          editable: textField(document.activeElement) !== null,
        },
        WEDGE_SETTINGS,
      )
      state = step.state
      step.effects.forEach(perform)
      if (step.swallow) {
        swallowed.add(event.code)
        event.preventDefault()
        event.stopImmediatePropagation()
      }
      waitForSilence()
    }

    const keyUp = (event: KeyboardEvent): void => {
      if (!swallowed.delete(event.code)) return
      event.preventDefault()
      event.stopImmediatePropagation()
    }

    const blur = (): void => {
      clearTimeout(timer)
      const step = abandonKeys(state)
      state = step.state
      step.effects.forEach(perform)
    }

    window.addEventListener('keydown', keyDown, { capture: true })
    window.addEventListener('keyup', keyUp, { capture: true })
    window.addEventListener('blur', blur)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('keydown', keyDown, { capture: true })
      window.removeEventListener('keyup', keyUp, { capture: true })
      window.removeEventListener('blur', blur)
    }
  }, [])
}
