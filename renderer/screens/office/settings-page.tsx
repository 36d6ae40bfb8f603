import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useWords } from '../../languages/index.ts'
import { Phrases } from '../../parts/phrases.tsx'
import { useDesk } from '../../state/connection.ts'
import { DeskSettings } from './desk-settings.tsx'
import { DeviceSettings } from './device-settings.tsx'
import { Diagnostics } from './diagnostics.tsx'
import { JournalSettings } from './journal-settings.tsx'
import { StaffSettings } from './staff-settings.tsx'
import { SupportBundle } from './support-bundle.tsx'
import './settings-page.css'

/** Everything that the administrator settles, and what works on this machine. Without the right it can be read only. */
export const SettingsPage = () => {
  const t = useWords()
  const { staff } = useDesk().office
  const mayChange = staff.rights.includes('settings')
  return (
    <div className="page">
      <h2 className="page-title">{t('settings.title')}</h2>
      {mayChange ? null : (
        <p className="settings-readonly">
          <Phrases text={t('settings.readOnly')} />
        </p>
      )}
      <Tabs className="tabs">
        <TabList className="tab-list" aria-label={t('settings.title')}>
          <Tab id="desk" className="tab">
            {t('settings.desk')}
          </Tab>
          <Tab id="devices" className="tab">
            {t('settings.devices')}
          </Tab>
          <Tab id="staff" className="tab">
            {t('settings.staff')}
          </Tab>
          <Tab id="journal" className="tab">
            {t('settings.journal')}
          </Tab>
          <Tab id="diagnostics" className="tab">
            {t('settings.diagnostics')}
          </Tab>
          <Tab id="support" className="tab">
            {t('settings.support')}
          </Tab>
        </TabList>
        <TabPanel id="desk" className="tab-panel">
          <DeskSettings mayChange={mayChange} />
        </TabPanel>
        <TabPanel id="devices" className="tab-panel">
          <DeviceSettings mayChange={mayChange} />
        </TabPanel>
        <TabPanel id="staff" className="tab-panel">
          <StaffSettings mayChange={staff.rights.includes('staff')} />
        </TabPanel>
        <TabPanel id="journal" className="tab-panel">
          <JournalSettings mayChange={mayChange} />
        </TabPanel>
        <TabPanel id="diagnostics" className="tab-panel">
          <Diagnostics />
        </TabPanel>
        <TabPanel id="support" className="tab-panel">
          <SupportBundle />
        </TabPanel>
      </Tabs>
    </div>
  )
}
