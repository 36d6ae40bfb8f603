import { useRef } from 'react'
import type { BridgeSettings as Settings } from '../../../contract/desk-bridge.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { FolderButton } from './folder-button.tsx'
import { KeepButton } from './keep-button.tsx'
import settingsPageCss from './settings-page.module.css'
import { changeSettings, useSettings, useTyped } from './use-setting.ts'

const FIRST: Omit<Settings, 'folder' | 'institution'> = {
  opensVisit: true,
  asksByItself: true,
  registersNumber: false,
  removesOwnAnswers: false,
  timeoutSeconds: 60,
}

/** The folder of the official bridge and the institution's code; with both, the official answers arrive by themselves. */
export const BridgeSettings = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const { bridge } = useSettings()
  const { diagnoses } = useDesk().office
  const folder = useTyped('bridge-folder', bridge?.folder ?? '')
  const institution = useTyped('bridge-institution', bridge?.institution ?? '')
  const box = useRef<HTMLInputElement>(null)
  const isWhole = folder.text.trim() !== '' && /^\d{10}$/.test(institution.text.trim())
  const found = diagnoses?.find(({ id }) => id === 'bridge')
  const change = (part: Partial<Settings>): void => {
    if (bridge !== null) changeSettings({ bridge: { ...bridge, ...part } })
  }
  return (
    <section className={settingsPageCss.settingsSection} aria-labelledby="bridge-settings">
      <h3 id="bridge-settings" className={settingsPageCss.settingsPart}>
        {t('bridge.title')}
      </h3>
      <p className="soft">
        <Phrases text={t('bridge.text')} />
      </p>
      <div className={settingsPageCss.settingsFields}>
        <TextInput
          label={t('bridge.folder')}
          hint={t('bridge.folderHint')}
          value={folder.text}
          most={1000}
          isDisabled={!mayChange}
          box={box}
          onChange={folder.setText}
        />
        <TextInput
          label={t('bridge.institution')}
          hint={t('bridge.institutionHint')}
          value={institution.text}
          most={10}
          type="number"
          isDisabled={!mayChange}
          onChange={institution.setText}
        />
      </div>
      <div className={settingsPageCss.settingsButtons}>
        {isWhole && (folder.isChanged || institution.isChanged) ? (
          <KeepButton
            box={box}
            onKeep={() =>
              changeSettings({
                bridge: {
                  ...(bridge ?? FIRST),
                  folder: folder.text.trim(),
                  institution: institution.text.trim(),
                },
              })
            }
          />
        ) : null}
        {mayChange ? <FolderButton word={t('bridge.chooseFolder')} onFolder={folder.setText} /> : null}
        {bridge === null ? null : (
          <Button icon="search" onPress={() => send({ type: 'run-doctor' })}>
            {t('bridge.test')}
          </Button>
        )}
        {bridge === null || !mayChange ? null : (
          <Button rank="quiet" icon="close" onPress={() => changeSettings({ bridge: null })}>
            {t('bridge.turnOff')}
          </Button>
        )}
      </div>
      {found === undefined || bridge === null ? null : (
        <div role="status">
          <p>
            <Phrases text={found.what[language]} />
          </p>
          {found.advice[language] === '' ? null : (
            <p className="soft">
              <Phrases text={found.advice[language]} />
            </p>
          )}
        </div>
      )}
      {bridge === null || !mayChange ? null : (
        <>
          <TickBox
            word={t('bridge.opensVisit')}
            isSelected={bridge.opensVisit}
            onChange={(opensVisit) => change({ opensVisit })}
          />
          <TickBox
            word={t('bridge.asksByItself')}
            isSelected={bridge.asksByItself}
            onChange={(asksByItself) => change({ asksByItself })}
          />
          <TickBox
            word={t('bridge.registersNumber')}
            isSelected={bridge.registersNumber}
            onChange={(registersNumber) => change({ registersNumber })}
          />
          <TickBox
            word={t('bridge.removesOwnAnswers')}
            isSelected={bridge.removesOwnAnswers}
            onChange={(removesOwnAnswers) => change({ removesOwnAnswers })}
          />
        </>
      )}
    </section>
  )
}
