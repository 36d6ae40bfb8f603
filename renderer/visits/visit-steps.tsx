import type { VisitChange, VisitStep } from '../../contract/amend.ts'
import { PAID, type Paid } from '../../contract/follow-up-kinds.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import { useRecordedOutcome } from '../parts/outcome-mark.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { moment } from '../state/days.ts'
import { useDoneBy, useStaffName } from '../state/staff-names.ts'
import css from './visit-steps.module.css'

const FIELDS = ['patientNumber', 'queueNumber', 'outcome', 'paid', 'remark'] as const

const isPaid = (text: string): text is Paid => PAID.some((one) => one === text)

/** The change that a correction has made, in words. */
const useChangeWords = () => {
  const t = useWords()
  const words = useContractWords()
  return (change: VisitChange): string =>
    FIELDS.flatMap((field) => {
      const value = change[field]
      if (value === undefined) return []
      const name = t(`visitDialog.${field}`)
      if (value === null) return [t('visitDialog.step.cleared', { field: name })]
      const shown =
        field === 'outcome' && change.outcome !== undefined
          ? words.outcome(change.outcome)
          : isPaid(value)
            ? words.paid(value)
            : value
      return [t('visitDialog.step.set', { field: name, value: shown })]
    }).join(t('common.comma'))
}

/** Every row of a visit, the oldest first: who did what, and why. */
export const VisitSteps = ({ steps }: { steps: readonly VisitStep[] }) => {
  const t = useWords()
  const words = useContractWords()
  const staffName = useStaffName()
  const doneBy = useDoneBy()
  const outcomeWord = useRecordedOutcome()
  const changeWords = useChangeWords()
  const textOf = (step: VisitStep): string => {
    switch (step.what) {
      case 'concluded':
        return t('visitDialog.step.concluded', { outcome: outcomeWord(step.outcome, step.reason) })
      case 'amended':
        return t('visitDialog.step.amended', { changes: changeWords(step.change) })
      case 'reopened':
        return t('visitDialog.step.reopened')
      case 'follow-up-done': {
        const { followUp, result, share } = step
        const done = t('visitDialog.step.follow-up-done', {
          what: words.followUp(followUp),
          result: words.result(result),
        })
        return share === null ? done : `${done}${t('visitDialog.step.share', { share })}`
      }
      case 'follow-up-undone':
        return t('visitDialog.step.follow-up-undone', { what: words.followUp(step.followUp) })
    }
  }
  return (
    <section aria-labelledby="visit-steps">
      <h3 id="visit-steps" className={css.stepsTitle}>
        {t('visitDialog.steps')}
      </h3>
      <ol className={css.steps}>
        {steps.map((step) => (
          <li key={step.seq}>
            <span className="small soft tabular">
              {moment(step.at)} {step.what === 'follow-up-done' ? doneBy(step) : staffName(step.staff)}
            </span>
            <span className={css.stepText}>
              <Phrases text={textOf(step)} />
            </span>
            {step.what === 'amended' || step.what === 'reopened' ? (
              <span className="small">{t('visitDialog.step.why', { why: step.why })}</span>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
