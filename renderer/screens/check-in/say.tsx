import { useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { PATIENT_LANGUAGES, type PatientLanguage, patientLanguageSchema } from '../../../contract/patient.ts'
import { patientWords, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { classes } from '../../styles/classes.ts'
import css from './say.module.css'
import type { Part } from './sayings.ts'
import { ShowPatient } from './show-patient.tsx'
import { spoken } from './spoken.ts'

const LanguageName = ({ language }: { language: PatientLanguage }) =>
  patientWords(language)('window.languageName')

/** The words for the patient: to be read aloud, and the same for the patient's eyes in their language. */
export const Say = ({ parts, language }: { parts: readonly Part[]; language: PatientLanguage }) => {
  const t = useWords()
  const japanese = patientWords('ja')
  const inTheirs = spoken(parts, patientWords(language), language)
  const [shown, setShown] = useState(false)
  return (
    <section className={css.say} aria-labelledby="say-title">
      <div className={css.sayHead}>
        <h3 id="say-title" className={css.sayTitle}>
          <Icon name="speak" size={1.25} />
          {t('say.title')}
        </h3>
        <Button rank="quiet" icon="display" onPress={() => setShown(true)}>
          {t('say.show')}
        </Button>
      </div>
      <p className={css.saySentence} lang="ja">
        <Phrases language="ja" text={spoken(parts, japanese, 'ja')} />
      </p>
      {language === 'ja' ? null : (
        <p className={classes(css.saySentence, css.sayTheirs)} lang={language}>
          {inTheirs}
        </p>
      )}
      <ToggleButtonGroup
        className={classes(css.sayChoices)}
        aria-label={t('say.language')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[language]}
        onSelectionChange={(keys) => {
          const chosen = patientLanguageSchema.safeParse([...keys][0])
          if (chosen.success) send({ type: 'choose-patient-language', language: chosen.data })
        }}
      >
        {PATIENT_LANGUAGES.map((each) => (
          <ToggleButton key={each} id={each} className={classes(css.sayChoice)}>
            <span lang={each}>
              <LanguageName language={each} />
            </span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {shown ? <ShowPatient sentence={inTheirs} language={language} onClose={() => setShown(false)} /> : null}
    </section>
  )
}
