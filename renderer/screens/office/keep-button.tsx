import type { RefObject } from 'react'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'

/**
 * Hands in what was typed into a box. It is drawn only while there is something to hand in, and so goes away with the
 * press: before that it gives the focus back to the box, where the keyboard and the screen reader go on.
 */
export const KeepButton = ({
  box,
  isValid = true,
  onKeep,
}: {
  box: RefObject<HTMLInputElement | null>
  isValid?: boolean
  onKeep: () => void
}) => {
  const t = useWords()
  return (
    <Button
      rank="next"
      icon="tick"
      isDisabled={!isValid}
      onPress={() => {
        box.current?.focus()
        onKeep()
      }}
    >
      {t('settings.keep')}
    </Button>
  )
}
