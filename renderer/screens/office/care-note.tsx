import type { CareAct, CareOutcome } from '../../../contract/journal-care.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { gregorianDay, moment } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import css from './care-note.module.css'

/** How far the long act is that is under way, and a way to end it. */
export const CareProgress = () => {
  const t = useWords()
  const { work } = useDesk().office.journal
  if (work === null) return null
  const { act, rows, of } = work
  return (
    <div className={css.careProgress}>
      <p role="status">
        {t(`journalCare.working.${act}`)}{' '}
        <span className="tabular">
          {of === null ? t('journalCare.rows', { rows }) : t('journalCare.rowsOf', { rows, of })}
        </span>
      </p>
      <progress
        aria-label={t(`journalCare.working.${act}`)}
        {...(of === null || of === 0 ? {} : { value: Math.min(rows, of), max: of })}
      />
      <Button icon="close" onPress={() => send({ type: 'give-up-work' })}>
        {t('journalCare.giveUp')}
      </Button>
    </div>
  )
}

/** `act` for a failure or an act that was given up: the one that was meant. */
const meant = (outcome: CareOutcome): CareAct => {
  switch (outcome.act) {
    case 'failed':
    case 'given-up':
      return outcome.what
    case 'purge-announced':
      return 'purge'
    case 'purge-cancelled':
      return 'cancel-purge'
    default:
      return outcome.act
  }
}

/** The outcome of the last act, in words; shown where that act is asked for. */
export const CareOutcomeNote = ({ acts }: { acts: readonly CareAct[] }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const { outcome } = useDesk().office.journal
  const words = (one: CareOutcome): { text: string; good: boolean; more?: string; detail?: string } => {
    switch (one.act) {
      case 'export':
        return { text: t('journalCare.exported', { rows: one.rows, file: one.file }), good: true }
      case 'back-up':
        return {
          text: t('journalCare.backedUp', { rows: one.rows, file: one.file }),
          good: true,
          ...(one.others === 0 ? {} : { more: t('journalCare.othersThere', { others: one.others }) }),
        }
      case 'purge':
        return {
          text: t(one.rows === 0 ? 'journalCare.nothingToPurge' : 'journalCare.purged', {
            rows: one.rows,
            years: one.years,
          }),
          good: true,
        }
      case 'purge-announced':
        return {
          text: t('journalCare.purgeAnnounced', {
            rows: one.rows,
            oldest: gregorianDay(one.oldest, language),
            newest: gregorianDay(one.newest, language),
            on: gregorianDay(one.on, language),
          }),
          good: true,
        }
      case 'purge-cancelled':
        return { text: t('journalCare.purgeCancelled'), good: true }
      case 'rotate-keys':
        return { text: t('journalCare.keysRotated'), good: true }
      case 'move-keys':
        return { text: t(`journalCare.keysMoved.${one.to}`), good: true }
      case 'acknowledge':
        return { text: t('journalCare.acknowledged'), good: true }
      case 'take-over':
        return { text: t('journalCare.takenOver'), good: true }
      case 'given-up':
        return { text: t('journalCare.givenUp'), good: true }
      case 'failed':
        return { text: t(`journalCare.failures.${one.why}`), good: false }
      case 'verify': {
        const at = moment(one.at)
        if (one.ok)
          return {
            text: t(
              one.problem !== null && one.witness !== 'not-compared'
                ? 'journalCare.verifiedWithLoss'
                : one.witness === 'agrees'
                  ? 'journalCare.verifiedWithSlip'
                  : 'journalCare.verified',
              { at, entries: one.entries },
            ),
            good: true,
            ...(one.witness === null
              ? {}
              : {
                  more: t(
                    one.witness === 'agrees' ? 'journalCare.slipAgrees' : 'journalCare.slipNotCompared',
                  ),
                }),
            ...(one.problem === null ? {} : { detail: one.problem }),
          }
        return {
          text:
            one.firstBad === null
              ? t('journalCare.notVerified', { at })
              : t('journalCare.notVerifiedFrom', { at, seq: one.firstBad }),
          good: false,
          ...(one.problem === null ? {} : { detail: one.problem }),
        }
      }
    }
  }
  const shown = outcome !== null && acts.includes(meant(outcome)) ? words(outcome) : null
  return (
    <div role="status">
      {shown === null ? null : (
        <div className={classes(css.careNote, shown.good ? css.careNoteGood : css.careNoteBad)}>
          <Icon name={shown.good ? 'accepted' : 'look'} />
          <div>
            <p>
              <Phrases text={shown.text} />
            </p>
            {shown.more === undefined ? null : (
              <p>
                <Phrases text={shown.more} />
              </p>
            )}
            {shown.detail === undefined ? null : (
              <p className="small">
                <Phrases text={t('journalCare.detail', { detail: shown.detail })} />
              </p>
            )}
          </div>
        </div>
      )}
    </div>
  )
}
