import { PATIENT_LANGUAGES, patientLanguageSchema } from '../../contract/patient.ts'
import { usePatientWords, useWords } from '../languages/index.ts'
import { PrintButtons } from '../paper/print-buttons.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { Picker } from '../parts/picker.tsx'
import { send, useDesk } from '../state/connection.ts'
import css from './document-form.module.css'

/** Beside the form of the declaration: the language that the paper has beside Japanese, and the way to the printer. */
export const DeclarationPaper = () => {
  const t = useWords()
  const language = useDesk().checkIn?.patientLanguage ?? 'ja'
  const names = {
    ja: usePatientWords('ja')('window.languageName'),
    en: usePatientWords('en')('window.languageName'),
    'zh-Hans': usePatientWords('zh-Hans')('window.languageName'),
    ko: usePatientWords('ko')('window.languageName'),
    vi: usePatientWords('vi')('window.languageName'),
    pt: usePatientWords('pt')('window.languageName'),
  }
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
          word: id === 'ja' ? names.ja : t('form.paperWith', { language: names[id] }),
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
