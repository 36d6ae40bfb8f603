import type { Diagnosis } from '../../../contract/office.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send, useRuntimeFacts } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import { FileSettings } from './file-settings.tsx'
import settingsPageCss from './settings-page.module.css'

const ICONS = { ok: 'accepted', warn: 'look', fail: 'close' } as const satisfies Record<
  Diagnosis['status'],
  IconName
>

/** Checks of this machine, one line each, with what to do about a failed one. */
export const Diagnostics = () => {
  const t = useWords()
  const language = useDeskLanguage()
  const { diagnoses } = useDesk().office
  const facts = useRuntimeFacts()
  return (
    <>
      <div className={settingsPageCss.settingsButtons}>
        <Button rank="next" icon="search" onPress={() => send({ type: 'run-doctor' })}>
          {t('diagnostics.run')}
        </Button>
      </div>
      {facts === null ? null : (
        <p className="soft tabular">
          {t('diagnostics.runtime', {
            version: facts.version,
            electron: facts.electron,
            chrome: facts.chrome,
            node: facts.node,
            platform: facts.platform,
          })}
        </p>
      )}
      {facts?.fallbackRuntime === true ? (
        <p className="soft">
          <Phrases text={t('product.fallbackRuntimeLong', { electron: facts.electron })} />
        </p>
      ) : null}
      {diagnoses === null ? (
        <p className="soft">
          <Phrases text={t('diagnostics.notYet')} />
        </p>
      ) : (
        <ul className={settingsPageCss.settingsRows} aria-live="polite">
          {diagnoses.map((diagnosis) => (
            <li key={diagnosis.id} className={settingsPageCss.diagnosis}>
              <span className={settingsPageCss[`diagnosis-${diagnosis.status}`]}>
                <Icon name={ICONS[diagnosis.status]} />
              </span>
              <strong className={settingsPageCss[`diagnosis-${diagnosis.status}`]}>
                {t(`diagnostics.status.${diagnosis.status}`)}
              </strong>
              <span>
                <Phrases text={diagnosis.what[language]} />
              </span>
              {diagnosis.advice[language] === '' ? null : (
                <span className={classes(settingsPageCss.diagnosisAdvice, 'soft')}>
                  <Phrases text={diagnosis.advice[language]} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      <FileSettings />
    </>
  )
}
