import type { CheckInView } from '../../../contract/desk.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useWords } from '../../languages/index.ts'
import { Phrases } from '../../parts/phrases.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { send } from '../../state/connection.ts'
import { classes } from '../../styles/classes.ts'
import css from './notes.module.css'

/** Notes of what the desk still has to do or say for this patient. One that is not ticked becomes an open task. */
export const Notes = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const words = useContractWords()
  const notes = checkIn.decided?.decision.notes ?? []
  if (notes.length === 0) return null
  return (
    <section className={css.notes} aria-labelledby="notes-title">
      <h3 id="notes-title" className={css.notesTitle}>
        {t('notes.title')}
      </h3>
      {notes.map((note) => (
        <TickBox
          key={note}
          word={words.note(note)}
          isSelected={checkIn.ticked.includes(note)}
          onChange={(ticked) => send({ type: 'tick-note', note, ticked })}
        />
      ))}
      <p className={classes('small', 'soft', css.notesHint)}>
        <Phrases text={t('notes.hint')} />
      </p>
    </section>
  )
}
