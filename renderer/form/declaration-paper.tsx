import { PATIENT_LANGUAGES, patientLanguageSchema } from '../../contract/patient.ts'
import { languageName, useWords } from '../languages/index.ts'
import { PrintButtons } from '../paper/print-buttons.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { Picker } from '../parts/picker.tsx'
import { send } from '../state/connection.ts'
import { useDesk } from '../state/desk.ts'
import css from './document-form.module.css'

/** Beside the form of the declaration: the language that the paper has beside Japanese, and the way to the printer. */
export const DeclarationPaper = () => {
  const t = useWords()
  const language = useDesk().checkIn?.patientLanguage ?? 'ja'
  return (
    <section className={css.documentFormPaper}>
      <p>
        <Phrases text={t('form.paper')} />
      </p>
      <Picker
        label={t('form.paperLanguage')}
        value={language}
        choices={PATIENT_LANGUAGES.map((id) => ({
          id,
          word: id === 'ja' ? languageName(id) : t('form.paperWith', { language: languageName(id) }),
        }))}
        onChange={(id) => {
          const chosen = patientLanguageSchema.safeParse(id)
          if (chosen.success) send({ type: 'choose-patient-language', language: chosen.data })
        }}
      />
      <PrintButtons request={{ paper: 'declaration' }} word={t('print.declaration')} />
    </section>
  )
}
