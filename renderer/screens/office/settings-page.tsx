import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import { DeskSettings } from './desk-settings.tsx'
import { DeviceSettings } from './device-settings.tsx'
import { Diagnostics } from './diagnostics.tsx'
import historyPageCss from './history-page.module.css'
import { JournalSettings } from './journal-settings.tsx'
import { PublishedNote } from './published-note.tsx'
import css from './settings-page.module.css'
import { StaffSettings } from './staff-settings.tsx'
import { SupportBundle } from './support-bundle.tsx'

/** Everything that the administrator settles, and what works on this machine. Without the right it can be read only. */
export const SettingsPage = ({ onGuide }: { onGuide: () => void }) => {
  const t = useWords()
  const { staff } = useDesk().office
  const mayChange = staff.rights.includes('settings')
  return (
    <div className={historyPageCss.page}>
      <h2 className={historyPageCss.pageTitle}>{t('settings.title')}</h2>
      {mayChange ? null : (
        <p className={css.settingsReadonly}>
          <Phrases text={t('settings.readOnly')} />
        </p>
      )}
      <PublishedNote />
      <Tabs className={classes(css.tabs)}>
        <TabList className={classes(css.tabList)} aria-label={t('settings.title')}>
          <Tab id="desk" className={classes(css.tab)}>
            {t('settings.desk')}
          </Tab>
          <Tab id="devices" className={classes(css.tab)}>
            {t('settings.devices')}
          </Tab>
          <Tab id="staff" className={classes(css.tab)}>
            {t('settings.staff')}
          </Tab>
          <Tab id="journal" className={classes(css.tab)}>
            {t('settings.journal')}
          </Tab>
          <Tab id="diagnostics" className={classes(css.tab)}>
            {t('settings.diagnostics')}
          </Tab>
          <Tab id="support" className={classes(css.tab)}>
            {t('settings.support')}
          </Tab>
        </TabList>
        <TabPanel id="desk" className={classes(css.tabPanel)}>
          <DeskSettings mayChange={mayChange} />
          {mayChange ? (
            <div className={css.settingsButtons}>
              <Button icon="help" onPress={onGuide}>
                {t('guide.fromSettings')}
              </Button>
            </div>
          ) : null}
        </TabPanel>
        <TabPanel id="devices" className={classes(css.tabPanel)}>
          <DeviceSettings mayChange={mayChange} />
        </TabPanel>
        <TabPanel id="staff" className={classes(css.tabPanel)}>
          <StaffSettings mayChange={staff.rights.includes('staff')} />
        </TabPanel>
        <TabPanel id="journal" className={classes(css.tabPanel)}>
          <JournalSettings mayChange={mayChange} />
        </TabPanel>
        <TabPanel id="diagnostics" className={classes(css.tabPanel)}>
          <Diagnostics />
        </TabPanel>
        <TabPanel id="support" className={classes(css.tabPanel)}>
          <SupportBundle />
        </TabPanel>
      </Tabs>
    </div>
  )
}
