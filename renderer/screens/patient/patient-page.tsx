import { useEffect, useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { readJson } from '../../../contract/json-text.ts'
import {
  NO_CHOICE,
  PATIENT_LANGUAGES,
  type PatientIntent,
  type PatientLanguage,
  type PatientState,
  patientLanguageSchema,
  patientStateSchema,
} from '../../../contract/patient.ts'
import { TEXT_SIZES, type TextSize } from '../../../contract/text-size.ts'
import { Counter } from '../../drawings/counter.tsx'
import { DocumentPicture } from '../../drawings/document-picture.tsx'
import { NEED_PICTURES } from '../../drawings/need-pictures.ts'
import { patientWords } from '../../languages/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { classes } from '../../styles/classes.ts'
import '../../styles/later-fonts.ts'
import css from './patient-page.module.css'

/** The state that this window may know, at every change. One that cannot be read leaves the welcome on the screen. */
const usePatientState = (): PatientState | null => {
  const [state, setState] = useState<PatientState | null>(null)
  useEffect(
    () =>
      window.uketsuke.onState((text) => {
        const parsed = patientStateSchema.safeParse(readJson(text))
        setState((before) =>
          !parsed.success
            ? null
            : before !== null && before.revision > parsed.data.revision
              ? before
              : parsed.data,
        )
      }),
    [],
  )
  return state
}

const choose = (intent: PatientIntent): void => window.uketsuke.send(intent)

/** So long a choice waits for a check-in, in milliseconds: whoever made it has gone by then. */
const CHOICE_WAITS_MS = 90_000

/** Puts the window back for the next patient where somebody chose a language or size and went away. */
const useForgottenChoice = (state: PatientState | null): void => {
  const isWaiting =
    state !== null &&
    state.phase === 'welcome' &&
    (state.language !== NO_CHOICE.language || state.textSize !== NO_CHOICE.textSize)
  useEffect(() => {
    if (!isWaiting) return
    const timer = setTimeout(() => {
      choose({ type: 'choose-language', language: NO_CHOICE.language })
      choose({ type: 'choose-text-size', textSize: NO_CHOICE.textSize })
    }, CHOICE_WAITS_MS)
    return () => clearTimeout(timer)
  }, [isWaiting])
}

const LanguageName = ({ language }: { language: PatientLanguage }) => (
  <span lang={language}>{patientWords(language)('window.languageName')}</span>
)

const Languages = ({ language }: { language: PatientLanguage }) => {
  const t = patientWords(language)
  return (
    <ToggleButtonGroup
      className={classes(css.patientLanguages)}
      aria-label={t('window.chooseLanguage')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[language]}
      onSelectionChange={(keys) => {
        const chosen = patientLanguageSchema.safeParse([...keys][0])
        if (!chosen.success) return
        choose({ type: 'choose-language', language: chosen.data })
      }}
    >
      {PATIENT_LANGUAGES.map((each) => (
        <ToggleButton key={each} id={each} className={classes(css.patientLanguage)}>
          <LanguageName language={each} />
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

/** The same letter in four sizes: nobody has to read a word to find the one that can be read. */
const TextSizes = ({ language, textSize }: { language: PatientLanguage; textSize: TextSize }) => {
  const t = patientWords(language)
  return (
    <ToggleButtonGroup
      className={classes(css.patientTextSizes)}
      aria-label={t('window.textSize')}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[textSize]}
      onSelectionChange={(keys) => {
        const chosen = TEXT_SIZES.find((each) => keys.has(each))
        if (chosen !== undefined) choose({ type: 'choose-text-size', textSize: chosen })
      }}
    >
      {TEXT_SIZES.map((each) => (
        <ToggleButton
          key={each}
          id={each}
          className={classes(css.patientLanguage, css.patientTextSize)}
          aria-label={`${each} %`}
        >
          <span className={css[`patient-letter-${each}`]}>{t('window.letter')}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}

/** Somebody's card is still on the reader. It is asked for until it is taken, whoever stands there. */
const TakeCard = ({ language }: { language: PatientLanguage }) => {
  const t = patientWords(language)
  return (
    <>
      <DocumentPicture type="my-number-card" width={16} />
      <h1>
        <Icon name="look" size={2.5} />
        {t('window.takeCard')}
      </h1>
      <p className={css.patientLead}>
        <Phrases language={language} text={t('window.takeCardLead')} />
      </p>
    </>
  )
}

const Scene = ({ state, language }: { state: PatientState | null; language: PatientLanguage }) => {
  const t = patientWords(language)
  switch (state?.phase ?? 'welcome') {
    case 'welcome':
      return state?.cardLies === true ? (
        <TakeCard language={language} />
      ) : (
        <>
          <Counter />
          <h1>{t('window.welcome')}</h1>
          <p className={css.patientLead}>
            <Phrases language={language} text={t('window.welcomeLead')} />
          </p>
        </>
      )
    case 'reading':
      return (
        <>
          <DocumentPicture type="my-number-card" width={16} />
          <h1>
            <Icon name="working" size={2.5} />
            {t('window.reading')}
          </h1>
          <p className={css.patientLead}>
            <Phrases language={language} text={t('window.readingLead')} />
          </p>
        </>
      )
    case 'show':
      return (
        <>
          <h1>{t('window.show')}</h1>
          <ul className={css.patientAsks}>
            {(state?.asks ?? []).map((need) => (
              <li key={need} className={css.patientAsk}>
                <DocumentPicture type={NEED_PICTURES[need]} width={8} />
                <span>
                  <Phrases language={language} text={t(`ask.${need}`)} />
                </span>
              </li>
            ))}
          </ul>
          {(state?.asks.length ?? 0) > 1 ? <p className={css.patientLead}>{t('window.showAny')}</p> : null}
        </>
      )
    case 'wait':
      return (
        <>
          <h1>
            <Icon name="working" size={2.5} />
            {t('window.wait')}
          </h1>
          <p className={css.patientLead}>{t('window.waitLead')}</p>
        </>
      )
    case 'thanks':
      return (
        <>
          <span className={css.patientThanks}>
            <Icon name="accepted" size={8} />
          </span>
          <h1>{t('window.thanks')}</h1>
          <p className={css.patientLead}>
            <Phrases
              language={language}
              text={t(state?.cardLies === true ? 'window.takeCard' : 'window.thanksLead')}
            />
          </p>
        </>
      )
  }
}

/** The screen that faces the patient: what to place or show, how far it is, thank you. Nothing of anybody. */
export const PatientPage = () => {
  const state = usePatientState()
  const { language, textSize } = state ?? NO_CHOICE
  useForgottenChoice(state)
  useEffect(() => {
    document.documentElement.lang = language
    document.documentElement.dataset.textSize = textSize
  }, [language, textSize])
  return (
    <main className={css.patientPage}>
      <section className={css.patientScene} aria-live="polite">
        <Scene state={state} language={language} />
      </section>
      <div className={css.patientChoices}>
        <Languages language={language} />
        <TextSizes language={language} textSize={textSize} />
      </div>
    </main>
  )
}
