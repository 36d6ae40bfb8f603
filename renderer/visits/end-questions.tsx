import type { Note } from '../../contract/decision.ts'
import type { CheckInView } from '../../contract/desk.ts'
import {
  isAtTheCounter,
  lacksPortalNumber,
  notesToDo,
  openNotes,
  papersToCompare,
} from '../../contract/ending.ts'
import { correctDocument } from '../form/open-form.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { TickBox } from '../parts/tick-box.tsx'
import { send } from '../state/connection.ts'
import { classes } from '../styles/classes.ts'
import css from './end-questions.module.css'

const tick = (note: Note, ticked: boolean): void => send({ type: 'tick-note', note, ticked })

/** Ends the visit with the decision that is on the screen, and with no other; the desk asks where something is to be asked. */
export const conclude = ({ decided }: CheckInView): void =>
  send({ type: 'conclude', seq: decided?.seq ?? null })

/** Ends the visit after what had to be asked was answered. @param done notes that the answer says are done */
const concludeAsked = ({ decided }: CheckInView, done: readonly Note[] = []): void => {
  for (const note of done) tick(note, true)
  send({ type: 'conclude', seq: decided?.seq ?? null, confirmed: true })
}

/** Notes of what the desk still has to do or say for this patient, each with its reason, to be ticked. */
export const NoteList = ({ checkIn, takesFocus = false }: { checkIn: CheckInView; takesFocus?: boolean }) => {
  const t = useWords()
  const words = useContractWords()
  const first = openNotes(checkIn)[0]
  return notesToDo(checkIn).map((note) => (
    <TickBox
      key={note}
      word={words.note(note)}
      hint={t(`noteReasons.${note}`)}
      takesFocus={takesFocus && note === first}
      isSelected={checkIn.ticked.includes(note)}
      onChange={(ticked) => tick(note, ticked)}
    />
  ))
}

/** Missing numbers, without which nobody can do later what the visit leaves to be done. */
export const MissingNumbers = ({ checkIn, onWho }: { checkIn: CheckInView; onWho: () => void }) => {
  const t = useWords()
  const portal = lacksPortalNumber(checkIn)
    ? checkIn.evidence.find(({ document }) => document.type === 'portal-screen')
    : undefined
  const isNameless = checkIn.patientNumber === null && checkIn.queueNumber === null
  if (portal === undefined && !isNameless) return null
  return (
    <div className={css.endMissing}>
      {portal === undefined ? null : (
        <Button icon="pencil" onPress={() => correctDocument(portal)}>
          {t('end.typePortalNumber')}
        </Button>
      )}
      {isNameless ? (
        <Button icon="person" shortcut="F11" onPress={onWho}>
          {t('end.typeNumber')}
        </Button>
      ) : null}
      <p className={classes('small', 'soft', css.endMissingWhy)}>
        <Phrases
          text={[
            ...(portal === undefined ? [] : [t('end.portalNumber')]),
            ...(isNameless ? [t('end.nameless')] : []),
          ].join(t('common.space'))}
        />
      </p>
    </div>
  )
}

/**
 * The ways to end a visit whose cover is confirmed: at once, with what was just done, or with the rest left for later. Where a
 * paper is still to be compared, that is the next step, and they stand beside it.
 */
export const EndButtons = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const open = openNotes(checkIn)
  const now = open.filter(isAtTheCounter)
  const isBeside = papersToCompare(checkIn).length > 0
  const first = isBeside ? ({ rank: 'plain' } as const) : ({ rank: 'next', large: true } as const)
  if (open.length === 0 && isBeside)
    return (
      <Button icon="tick" onPress={() => concludeAsked(checkIn)}>
        {t('end.asIs')}
      </Button>
    )
  if (open.length === 0)
    return (
      <Button rank="next" large icon="tick" shortcut="F8" autoFocus onPress={() => conclude(checkIn)}>
        {t('checkIn.conclude')}
      </Button>
    )
  if (now.length === 0)
    return (
      <Button {...first} icon="tick" onPress={() => concludeAsked(checkIn)}>
        {t('end.leaveForLater')}
      </Button>
    )
  const asksChange = now.length === 1 && now[0] === 'ASK_COVER_CHANGED'
  return (
    <>
      <Button {...first} icon="tick" onPress={() => concludeAsked(checkIn, now)}>
        {t(asksChange ? 'end.unchanged' : 'end.done')}
      </Button>
      <Button onPress={() => concludeAsked(checkIn)}>{t('end.leaveForLater')}</Button>
    </>
  )
}

/** The answer that an unconfirmed visit ends as it is. */
export const endUnconfirmed = (checkIn: CheckInView): void => concludeAsked(checkIn)
