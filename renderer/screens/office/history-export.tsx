import { useState } from 'react'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { Picker } from '../../parts/picker.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { CareOutcomeNote, CareProgress } from './care-note.tsx'
import { ExportFolder } from './export-folder.tsx'
import { DayFields, type Days } from './history-days.tsx'
import historyPageCss from './history-page.module.css'

/** The visits of the chosen days, or every record of them, as a file: who took them out is on record. */
export const HistoryExport = ({ days }: { days: Days }) => {
  const t = useWords()
  const { work } = useDesk().office.journal
  const [rows, setRows] = useState<'visits' | 'events'>('visits')
  const [folder, setFolder] = useState<string | null>(null)
  const begin = (format: 'csv' | 'jsonl'): void =>
    send({ type: 'export-journal', from: days.from, to: days.to, rows, format, folder })
  return (
    <>
      <p>
        <Phrases text={t('journalCare.exportText')} />
      </p>
      <div className={historyPageCss.historyQuery}>
        <DayFields days={days} onRange={() => {}} />
        <Picker
          label={t('journalCare.exportRows')}
          value={rows}
          choices={[
            { id: 'visits', word: t('journalCare.exportVisits') },
            { id: 'events', word: t('journalCare.exportEvents') },
          ]}
          onChange={(id) => setRows(id === 'events' ? 'events' : 'visits')}
        />
        <ExportFolder folder={folder} onFolder={setFolder} />
        <div className={historyPageCss.historyButtons}>
          <Button rank="next" icon="journal" isPending={work !== null} onPress={() => begin('csv')}>
            {t('journalCare.exportCsv')}
          </Button>
          <Button isPending={work !== null} onPress={() => begin('jsonl')}>
            {t('journalCare.exportJsonLines')}
          </Button>
        </div>
      </div>
      <CareProgress />
      <CareOutcomeNote acts={['export']} />
    </>
  )
}
