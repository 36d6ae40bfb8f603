import type { CheckInView } from '../../../contract/desk.ts'
import { notesToDo } from '../../../contract/ending.ts'
import { useWords } from '../../languages/index.ts'
import { Phrases } from '../../parts/phrases.tsx'
import { classes } from '../../styles/classes.ts'
import { NoteList } from '../../visits/end-questions.tsx'
import css from './notes.module.css'

/** Notes of what the desk still has to do or say for this patient, while there is something else to do next. */
export const Notes = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  if (notesToDo(checkIn).length === 0) return null
  return (
    <section className={css.notes} aria-labelledby="notes-title">
      <h3 id="notes-title" className={css.notesTitle}>
        {t('notes.title')}
      </h3>
      <NoteList checkIn={checkIn} />
      <p className={classes('small', 'soft', css.notesHint)}>
        <Phrases text={t('notes.hint')} />
      </p>
    </section>
  )
}
