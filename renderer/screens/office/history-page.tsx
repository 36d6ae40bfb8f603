import { useEffect } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useWords } from '../../languages/index.ts'
import { Phrases } from '../../parts/phrases.tsx'
import { send, useDesk } from '../../state/connection.ts'
import { useDays } from './history-days.tsx'
import { HistoryExport } from './history-export.tsx'
import { HistorySearch } from './history-search.tsx'
import { HistoryStatistics } from './history-statistics.tsx'
import './history-page.css'

/** The visits of other days: searched, counted, and taken out by those who may. */
export const HistoryPage = () => {
  const t = useWords()
  const { today, office } = useDesk()
  const { history, staff } = office
  const days = useDays(history?.query ?? { from: today, to: today })
  useEffect(() => () => send({ type: 'close-history' }), [])
  return (
    <div className="page">
      <h2 className="page-title">{t('history.title')}</h2>
      <Tabs className="tabs">
        <TabList className="tab-list" aria-label={t('history.title')}>
          <Tab id="search" className="tab">
            {t('history.tabs.search')}
          </Tab>
          <Tab id="statistics" className="tab">
            {t('history.tabs.statistics')}
          </Tab>
          {staff.rights.includes('export') ? (
            <Tab id="export" className="tab">
              {t('history.tabs.export')}
            </Tab>
          ) : null}
        </TabList>
        <TabPanel id="search" className="tab-panel">
          <HistorySearch days={days} />
        </TabPanel>
        <TabPanel id="statistics" className="tab-panel">
          <HistoryStatistics days={days} />
        </TabPanel>
        <TabPanel id="export" className="tab-panel">
          <HistoryExport days={days} />
        </TabPanel>
      </Tabs>
      {staff.signedIn === null ? null : (
        <p className="small soft">
          <Phrases text={t('history.recorded', { name: staff.signedIn.name })} />
        </p>
      )}
    </div>
  )
}
