import { useEffect } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useWords } from '../../languages/index.ts'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import { useDays } from './history-days.tsx'
import { HistoryExport } from './history-export.tsx'
import css from './history-page.module.css'
import { HistorySearch } from './history-search.tsx'
import { HistoryStatistics } from './history-statistics.tsx'
import { MonthListPart } from './month-list.tsx'
import settingsPageCss from './settings-page.module.css'

/** The visits of other days: searched, counted, and taken out by those who may. */
export const HistoryPage = () => {
  const t = useWords()
  const { today, office } = useDesk()
  const { history, staff } = office
  const days = useDays(history?.query ?? { from: today, to: today })
  useEffect(() => () => send({ type: 'close-history' }), [])
  return (
    <div className={css.page}>
      <h2 className={css.pageTitle}>{t('history.title')}</h2>
      <Tabs className={classes(settingsPageCss.tabs)}>
        <TabList className={classes(settingsPageCss.tabList)} aria-label={t('history.title')}>
          <Tab id="search" className={classes(settingsPageCss.tab)}>
            {t('history.tabs.search')}
          </Tab>
          <Tab id="statistics" className={classes(settingsPageCss.tab)}>
            {t('history.tabs.statistics')}
          </Tab>
          {staff.rights.includes('month-list') ? (
            <Tab id="month" className={classes(settingsPageCss.tab)}>
              {t('month.tab')}
            </Tab>
          ) : null}
          {staff.rights.includes('export') ? (
            <Tab id="export" className={classes(settingsPageCss.tab)}>
              {t('history.tabs.export')}
            </Tab>
          ) : null}
        </TabList>
        <TabPanel id="search" className={classes(settingsPageCss.tabPanel)}>
          <HistorySearch days={days} />
        </TabPanel>
        <TabPanel id="statistics" className={classes(settingsPageCss.tabPanel)}>
          <HistoryStatistics days={days} />
        </TabPanel>
        <TabPanel id="month" className={classes(settingsPageCss.tabPanel)}>
          <MonthListPart />
        </TabPanel>
        <TabPanel id="export" className={classes(settingsPageCss.tabPanel)}>
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
