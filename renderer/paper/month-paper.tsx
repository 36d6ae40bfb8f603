import type { FollowUp } from '../../contract/follow-up.ts'
import { itemsByKind, type MonthList } from '../../contract/month-list.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { moment, shortDay, writtenMonth } from '../state/days.ts'
import css from './month-paper.module.css'

/** 月のまとめ, A4: everything to settle before a month's claims, with a box to tick. It names nobody. */
export const MonthPaper = ({ list, clinicName }: { list: MonthList; clinicName: string }) => {
  const t = useWords()
  const words = useContractWords()
  const language = useDeskLanguage()
  const who = ({ patientNumber, queueNumber, at }: FollowUp): string =>
    patientNumber ?? (queueNumber === null ? moment(at) : t('visits.queueNumber', { number: queueNumber }))
  return (
    <main className={css.month}>
      <h1>{t('month.title', { month: writtenMonth(list.month, language) })}</h1>
      {clinicName === '' ? null : <p>{clinicName}</p>}
      {itemsByKind(list.items).map(([what, items]) => (
        <section key={what}>
          <h2>
            {words.followUp(what)} ({t('month.groupCount', { count: items.length })})
          </h2>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('month.day')}</th>
                <th scope="col">{t('month.who')}</th>
                <th scope="col">{t('month.outcome')}</th>
                <th scope="col">{t('month.result')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map(({ followUp, outcome, reason, remark, amended }) => (
                <tr key={followUp.id}>
                  <td>{shortDay(followUp.day, language)}</td>
                  <td>{who(followUp)}</td>
                  <td>
                    {words.outcome(outcome)}
                    {amended ? ` (${t('visits.amended')})` : null}
                    <br />
                    <small>{remark ?? words.reason(reason)}</small>
                  </td>
                  <td>
                    {followUp.done === null
                      ? t('month.paperOpen')
                      : `${t('month.paperDone')} ${words.result(followUp.done.result)}`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      ))}
      <p className={css.monthFoot}>{t('month.foot')}</p>
    </main>
  )
}
