import { useWords } from '../../languages/index.ts'
import { Phrases } from '../../parts/phrases.tsx'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import settingsPageCss from './settings-page.module.css'

/** A number of USB as makers print it: `0C2E`. */
const usbNumber = (value: number): string => value.toString(16).toUpperCase().padStart(4, '0')

/** The settings that are in force and are changed in the file alone, to be seen here, and where the file is. */
export const FileSettings = () => {
  const t = useWords()
  const { settings, settingsFile } = useDesk().office
  const { insurerRules, trustAnchorsFile, scanners } = settings
  const rows = [
    ...Object.entries(insurerRules).map(([number, rule]) => ({
      word: t('fileSettings.insurerRule'),
      value: t('fileSettings.insurerRuleOf', { number, rule }),
    })),
    ...(trustAnchorsFile === null ? [] : [{ word: t('fileSettings.trustAnchors'), value: trustAnchorsFile }]),
    ...scanners.models.map(({ vendorId, productId }) => ({
      word: t('fileSettings.model'),
      value: `${usbNumber(vendorId)}:${usbNumber(productId)}`,
    })),
    ...Object.entries(scanners.profiles).map(([device, layout]) => ({
      word: t('fileSettings.profile'),
      value: t('fileSettings.profileOf', { device, layout }),
    })),
  ]
  return (
    <section className={settingsPageCss.settingsSection} aria-labelledby="file-settings">
      <h3 id="file-settings" className={settingsPageCss.settingsPart}>
        {t('fileSettings.title')}
      </h3>
      <p className="soft">
        <Phrases text={t('fileSettings.hint')} />
      </p>
      <p className={classes('soft', settingsPageCss.fileSettingsPath)}>
        {t('fileSettings.file', { file: settingsFile })}
      </p>
      {rows.length === 0 ? (
        <p className={classes(settingsPageCss.settingsRows, settingsPageCss.settingsRow, 'soft')}>
          {t('fileSettings.none')}
        </p>
      ) : (
        <dl className={settingsPageCss.settingsRows}>
          {rows.map(({ word, value }) => (
            <div key={`${word} ${value}`} className={settingsPageCss.settingsRow}>
              <dt>{word}</dt>
              <dd className="tabular">{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  )
}
