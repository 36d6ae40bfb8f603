import { useEffect, useState } from 'react'
import { useWords } from '../../languages/index.ts'
import { Phrases } from '../../parts/phrases.tsx'

/** Tells whether a letter or a digit has come from a hand: the keys of a scan never get here, and those for a field are the field's. */
const useTypedByHand = (): boolean => {
  const [isTyped, setTyped] = useState(false)
  useEffect(() => {
    const hear = ({ key, ctrlKey, altKey, metaKey, target }: KeyboardEvent): void => {
      const isForField = target instanceof Element && target.closest('input, textarea') !== null
      if (/^[\p{L}\p{N}]$/u.test(key) && !ctrlKey && !altKey && !metaKey && !isForField) setTyped(true)
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [])
  return isTyped
}

/** Says, where a scan is waited for, that a number typed by hand is none: without a word, it would be typed again and again. */
export const TypedByHand = () => {
  const t = useWords()
  return <span role="status">{useTypedByHand() ? <Phrases text={t('settings.typedByHand')} /> : null}</span>
}
