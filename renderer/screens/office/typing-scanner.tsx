import { useRef } from 'react'
import { settingsSchema } from '../../../contract/office.ts'
import { useWords } from '../../languages/index.ts'
import { TextInput } from '../../parts/text-input.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { KeepButton } from './keep-button.tsx'
import settingsPageCss from './settings-page.module.css'
import { changeSettings, useSettings, useTyped } from './use-setting.ts'

/** Scanners that type like a keyboard: whether there is one, and the key by which it announces itself. */
export const TypingScanner = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { typingScanner } = useSettings()
  const prefix = useTyped('typing-prefix', typingScanner.prefix ?? '')
  const next = { on: typingScanner.on, prefix: prefix.text === '' ? null : prefix.text }
  const box = useRef<HTMLInputElement>(null)
  const valid = settingsSchema.shape.typingScanner.safeParse(next).success
  if (!mayChange) return null
  return (
    <>
      <TickBox
        word={t('settings.typingScanner')}
        hint={t('settings.typingScannerHint')}
        isSelected={typingScanner.on}
        onChange={(on) => changeSettings({ typingScanner: { ...typingScanner, on } })}
      />
      {typingScanner.on ? (
        <div className={settingsPageCss.settingsFields}>
          <TextInput
            label={t('settings.prefix')}
            hint={t('settings.prefixHint')}
            value={prefix.text}
            most={3}
            isInvalid={!valid}
            box={box}
            onChange={prefix.setText}
          />
        </div>
      ) : null}
      {prefix.isChanged ? (
        <div className={settingsPageCss.settingsButtons}>
          <KeepButton box={box} isValid={valid} onKeep={() => changeSettings({ typingScanner: next })} />
        </div>
      ) : null}
    </>
  )
}
