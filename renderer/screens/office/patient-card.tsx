import { useEffect, useRef, useState } from 'react'
import { ownCardRuleSchema, patientCardRuleSchema } from '../../../contract/scan.ts'
import type { Teaching } from '../../../contract/teaching.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { KeepButton } from './keep-button.tsx'
import settingsPageCss from './settings-page.module.css'
import { TypedByHand } from './typed-by-hand.tsx'
import { changeSettings, useSettings, useTyped } from './use-setting.ts'

/** The rule as somebody who knows scanners writes it. */
const WrittenRule = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { patientCard } = useSettings()
  const symbologies = useTyped('card-symbologies', patientCard?.symbologies.join(' ') ?? '')
  const pattern = useTyped('card-pattern', patientCard?.pattern ?? '')
  const box = useRef<HTMLInputElement>(null)
  const codes = symbologies.text.split(/[\s,]+/).filter((code) => code !== '')
  const none = codes.length === 0 && pattern.text === ''
  const rule = ownCardRuleSchema.safeParse({ symbologies: codes, pattern: pattern.text })
  const isPattern = patientCardRuleSchema.shape.pattern.safeParse(pattern.text).success
  const collides = isPattern && !ownCardRuleSchema.shape.pattern.safeParse(pattern.text).success
  return (
    <>
      <div className={settingsPageCss.settingsFields}>
        <TextInput
          label={t('settings.symbologies')}
          hint={t('settings.symbologiesHint')}
          value={symbologies.text}
          isInvalid={codes.length > 0 && !patientCardRuleSchema.shape.symbologies.safeParse(codes).success}
          isDisabled={!mayChange}
          box={box}
          onChange={symbologies.setText}
        />
        <TextInput
          label={t('settings.pattern')}
          hint={t(collides ? 'settings.patientCardCollides' : 'settings.patientCardPatternHint')}
          value={pattern.text}
          isInvalid={pattern.text !== '' && (!isPattern || collides)}
          isDisabled={!mayChange}
          onChange={pattern.setText}
        />
      </div>
      {symbologies.isChanged || pattern.isChanged ? (
        <div className={settingsPageCss.settingsButtons}>
          <KeepButton
            box={box}
            isValid={none || rule.success}
            onKeep={() => changeSettings({ patientCard: rule.success && !none ? rule.data : null })}
          />
        </div>
      ) : null}
    </>
  )
}

/** The card that is waited for or was scanned: what it reads, and the rule that would take every card like it. */
const TaughtCard = ({ teaching }: { teaching: Teaching }) => {
  const t = useWords()
  const { code } = teaching
  const rule = code?.card ?? null
  const stop = () => send({ type: 'teach-code', on: false })
  return (
    <div className={settingsPageCss.settingsSection} role="status">
      {code === null ? (
        <>
          <p className={settingsPageCss.staffCardWait}>{t('patientCard.scanNow')}</p>
          <TypedByHand />
        </>
      ) : rule === null ? (
        <p className={settingsPageCss.staffCardWait}>
          <Phrases text={t('patientCard.noRule')} />
        </p>
      ) : (
        <p>
          <Phrases
            text={t('patientCard.read', {
              number: code.fields.map(({ value }) => value ?? '').join(code.separator),
            })}
          />
        </p>
      )}
      <div className={settingsPageCss.settingsButtons}>
        {rule === null ? null : (
          <Button
            rank="next"
            icon="tick"
            onPress={() => {
              changeSettings({ patientCard: rule })
              stop()
            }}
          >
            {t('patientCard.keep')}
          </Button>
        )}
        <Button onPress={stop}>{t('patientCard.stop')}</Button>
      </div>
    </div>
  )
}

/** The clinic's own card (診察券): learned by scanning one, and for whoever knows scanners, the rule itself. */
export const PatientCard = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { checkIn, office } = useDesk()
  const { patientCard } = useSettings()
  const [isWritten, setWritten] = useState(false)
  const { teaching } = office
  const isTaught = teaching?.of === 'patient-card'
  useEffect(() => () => send({ type: 'teach-code', on: false }), [])
  return (
    <>
      <h3 className={settingsPageCss.settingsPart}>{t('settings.patientCard')}</h3>
      <p className="soft">
        <Phrases text={t('settings.patientCardHint')} />
      </p>
      <p role="status">{patientCard === null ? t('patientCard.none') : t('patientCard.is')}</p>
      {isTaught ? (
        <TaughtCard teaching={teaching} />
      ) : (
        <div className={settingsPageCss.settingsButtons}>
          <Button
            icon="scanner"
            isDisabled={!mayChange || checkIn !== null}
            onPress={() => send({ type: 'teach-code', on: true, of: 'patient-card' })}
          >
            {t(patientCard === null ? 'patientCard.teach' : 'patientCard.teachAgain')}
          </Button>
          {patientCard === null || !mayChange ? null : (
            <Button rank="quiet" icon="close" onPress={() => changeSettings({ patientCard: null })}>
              {t('patientCard.forget')}
            </Button>
          )}
          <Button rank="quiet" icon={isWritten ? 'close' : 'open'} onPress={() => setWritten(!isWritten)}>
            {t('patientCard.details')}
          </Button>
        </div>
      )}
      {isWritten && !isTaught ? <WrittenRule mayChange={mayChange} /> : null}
    </>
  )
}
