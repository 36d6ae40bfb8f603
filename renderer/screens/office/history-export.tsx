import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send, useDesk } from '../../state/connection.ts'
import { CareOutcomeNote, CareProgress } from './care-note.tsx'
import { DayFields, type Days } from './history-days.tsx'
import historyPageCss from './history-page.module.css'

/** Rows of the chosen days as a file: who took them out is on record. */
export const HistoryExport = ({ days }: { days: Days }) => {
  const t = useWords()
  const { work } = useDesk().office.journal
  const begin = (format: 'csv' | 'jsonl'): void => {
    if (days.valid !== null) send({ type: 'export-journal', ...days.valid, format })
  }
  const blocked = days.valid === null || work !== null
  return (
    <>
      <p>
        <Phrases text={t('journalCare.exportText')} />
      </p>
      <div className={historyPageCss.historyQuery}>
        <DayFields days={days} onRange={() => {}} />
        <div className={historyPageCss.historyButtons}>
          <Button rank="next" icon="journal" isDisabled={blocked} onPress={() => begin('csv')}>
            {t('journalCare.exportCsv')}
          </Button>
          <Button isDisabled={blocked} onPress={() => begin('jsonl')}>
            {t('journalCare.exportJsonLines')}
          </Button>
        </div>
      </div>
      <CareProgress />
      <CareOutcomeNote acts={['export']} />
    </>
  )
}
