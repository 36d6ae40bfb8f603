import { type RefObject, useRef, useState } from 'react'
import type { CheckInView } from '../../contract/desk.ts'
import { MAX_QUEUE_NUMBER } from '../../contract/desk.ts'
import { MAX_PATIENT_NUMBER } from '../../contract/patient-number.ts'
import { DigitPad } from '../form/digit-pad.tsx'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { TextInput } from '../parts/text-input.tsx'
import { send } from '../state/connection.ts'
import css from './who-form.module.css'

type Box = 'patient' | 'queue'

/**
 * Asks who this is: the clinic's number of the patient, or that of the queue, by keyboard, scanner or finger. Handed in empty
 * it says that there is none.
 * @param onAnswered called when an answer has gone to the desk
 */
export const WhoForm = ({
  checkIn,
  word,
  onAnswered,
}: {
  checkIn: CheckInView
  /** On the button that hands the number in. */
  word: string
  onAnswered: () => void
}) => {
  const t = useWords()
  const [typed, setTyped] = useState({
    patient: checkIn.patientNumber ?? '',
    queue: checkIn.queueNumber ?? '',
  })
  const [focused, setFocused] = useState<Box>('patient')
  const boxes: Readonly<Record<Box, RefObject<HTMLInputElement | null>>> = {
    patient: useRef<HTMLInputElement>(null),
    queue: useRef<HTMLInputElement>(null),
  }
  const write = (box: Box, value: string): void => setTyped((before) => ({ ...before, [box]: value }))
  const isEmpty = typed.patient.trim() === '' && typed.queue.trim() === ''
  const skip = (): void => {
    if (checkIn.patientNumber !== null) send({ type: 'set-patient-number', patientNumber: null })
    if (checkIn.queueNumber !== null) send({ type: 'set-queue-number', queueNumber: null })
    send({ type: 'skip-patient' })
    onAnswered()
  }
  const answer = (): void => {
    if (isEmpty) {
      skip()
      return
    }
    if (typed.patient !== (checkIn.patientNumber ?? ''))
      send({ type: 'set-patient-number', patientNumber: typed.patient })
    if (typed.queue !== (checkIn.queueNumber ?? ''))
      send({ type: 'set-queue-number', queueNumber: typed.queue })
    onAnswered()
  }
  return (
    <form
      className={css.who}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        answer()
      }}
    >
      <div className={css.whoFields}>
        <TextInput
          label={t('who.patientNumber')}
          hint={t('who.patientNumberHint')}
          value={typed.patient}
          most={MAX_PATIENT_NUMBER}
          box={boxes.patient}
          takesFocus
          onFocus={() => setFocused('patient')}
          onChange={(value) => write('patient', value)}
        />
        <TextInput
          label={t('who.queueNumber')}
          hint={t('who.queueNumberHint')}
          value={typed.queue}
          most={MAX_QUEUE_NUMBER}
          box={boxes.queue}
          onFocus={() => setFocused('queue')}
          onChange={(value) => write('queue', value)}
        />
        <div className={css.whoButtons}>
          <Button rank="next" large icon="next" type="submit">
            {word}
          </Button>
          <Button large onPress={skip}>
            {t('who.none')}
          </Button>
        </div>
      </div>
      <DigitPad
        kind="identifier"
        onKey={(key) => write(focused, `${typed[focused]}${key}`)}
        onErase={() => write(focused, typed[focused].slice(0, -1))}
        onNext={answer}
      />
    </form>
  )
}
