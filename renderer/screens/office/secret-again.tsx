import { useWords } from '../../languages/index.ts'
import { TextInput } from '../../parts/text-input.tsx'

/** The same secret once more: nobody sees what they type, and one slip would lock them out. */
export const SecretAgain = ({
  secret,
  again,
  onChange,
}: {
  secret: string
  again: string
  onChange: (again: string) => void
}) => {
  const t = useWords()
  const isOther = again !== '' && !secret.startsWith(again)
  return (
    <TextInput
      label={t('settings.secretAgain')}
      hint={isOther ? t('settings.secretOther') : ''}
      type="password"
      value={again}
      isInvalid={isOther}
      onChange={onChange}
    />
  )
}
