import { useEffect, useRef, useState } from 'react'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import css from './curtain.module.css'

const MINUTE_MS = 60_000
const LOOK_MS = 5_000

/**
 * Tells when to hide the screen: nobody has touched the desk for so many minutes.
 * @param minutes 0 means never
 * @param sign changes whenever somebody is at the desk without touching the screen: a card, a code
 */
export const useCurtain = (minutes: number, sign: string): [isDrawn: boolean, open: () => void] => {
  const [isDrawn, setDrawn] = useState(false)
  const touched = useRef(performance.now())
  const focused = useRef<Element | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the sign itself is the touch.
  useEffect(() => {
    touched.current = performance.now()
    setDrawn(false)
  }, [sign])
  useEffect(() => {
    if (minutes === 0) return
    const touch = (): void => {
      touched.current = performance.now()
    }
    const timer = setInterval(() => {
      if (performance.now() - touched.current < minutes * MINUTE_MS) return
      focused.current ??= document.activeElement
      setDrawn(true)
    }, LOOK_MS)
    for (const event of ['pointerdown', 'pointermove', 'keydown'] as const)
      window.addEventListener(event, touch, { capture: true, passive: true })
    return () => {
      clearInterval(timer)
      for (const event of ['pointerdown', 'pointermove', 'keydown'] as const)
        window.removeEventListener(event, touch, { capture: true })
    }
  }, [minutes])
  const open = (): void => {
    touched.current = performance.now()
    setDrawn(false)
  }
  // A person who was typing goes on where they were.
  useEffect(() => {
    if (isDrawn || !(focused.current instanceof HTMLElement)) return
    focused.current.focus()
    focused.current = null
  }, [isDrawn])
  // While the screen is covered, the first key only uncovers it. The wedge still sees that key: it may be the first of a
  // scanner that types.
  useEffect(() => {
    if (!isDrawn) return
    const key = (event: KeyboardEvent): void => {
      event.preventDefault()
      event.stopPropagation()
      setDrawn(false)
    }
    window.addEventListener('keydown', key, { capture: true })
    return () => window.removeEventListener('keydown', key, { capture: true })
  }, [isDrawn])
  return [isDrawn, open]
}

/** Covers everything that could be read by who stands at the counter while nobody is behind it. */
export const Curtain = ({ onOpen }: { onOpen: () => void }) => {
  const t = useWords()
  return (
    <section className={css.curtain} aria-labelledby="curtain-title">
      <h2 id="curtain-title" className={css.curtainTitle}>
        <Icon name="person" size={2} />
        {t('curtain.title')}
      </h2>
      <p>
        <Phrases text={t('curtain.text')} />
      </p>
      <Button rank="next" large autoFocus onPress={onOpen}>
        {t('curtain.open')}
      </Button>
    </section>
  )
}
