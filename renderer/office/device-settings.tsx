import { useState } from 'react'
import type { Settings } from '../../main/contract/office.ts'
import { useDesk } from '../desk/connection.ts'
import { useWords } from '../languages/index.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Picker } from '../parts/picker.tsx'
import { TextInput } from '../parts/text-input.tsx'
import { changeSettings, useSettings, useTyped } from './use-setting.ts'

type Template = Settings['templates'][number]
const EMPTY: Template = { name: '', kind: 'eligibility-certificate', dates: 'iso', pattern: '' }
const KINDS = ['eligibility-certificate', 'eligibility-notice'] as const
const DATES = ['iso', 'yyyymmdd', 'era7'] as const

/** Whether a text is a regular expression at all; what it matches is for the insurer's own description to say. */
const isPattern = (text: string): boolean => {
  try {
    new RegExp(text, 'u')
    return text !== ''
  } catch {
    return false
  }
}

const Templates = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { templates } = useSettings()
  const [draft, setDraft] = useState<Template | null>(null)
  return (
    <>
      <h3 className="settings-part">{t('settings.templates')}</h3>
      <p className="soft">{t('settings.templatesHint')}</p>
      <div className="settings-rows">
        {templates.length === 0 ? <p className="settings-row soft">{t('settings.noTemplates')}</p> : null}
        {templates.map((template) => (
          <div key={template.name} className="settings-row">
            <div>
              <p>
                <strong>{template.name}</strong>
              </p>
              <p className="small soft">{t(`documents.${template.kind}`)}</p>
            </div>
            {mayChange ? (
              <IconButton
                icon="close"
                label={t('settings.removeTemplate', { name: template.name })}
                onPress={() => changeSettings({ templates: templates.filter((each) => each !== template) })}
              />
            ) : null}
          </div>
        ))}
      </div>
      {draft === null ? (
        <div className="settings-buttons">
          <Button icon="plus" isDisabled={!mayChange} onPress={() => setDraft(EMPTY)}>
            {t('settings.addTemplate')}
          </Button>
        </div>
      ) : (
        <>
          <div className="settings-fields">
            <TextInput
              label={t('settings.templateName')}
              value={draft.name}
              most={80}
              onChange={(name) => setDraft({ ...draft, name })}
            />
            <Picker
              label={t('settings.templateKind')}
              value={draft.kind}
              choices={KINDS.map((id) => ({ id, word: t(`documents.${id}`) }))}
              onChange={(id) => setDraft({ ...draft, kind: KINDS.find((each) => each === id) ?? draft.kind })}
            />
            <Picker
              label={t('settings.templateDates')}
              value={draft.dates}
              choices={DATES.map((id) => ({ id, word: t(`settings.dates.${id}`) }))}
              onChange={(id) =>
                setDraft({ ...draft, dates: DATES.find((each) => each === id) ?? draft.dates })
              }
            />
            <TextInput
              label={t('settings.pattern')}
              hint={t('settings.templatePatternHint')}
              value={draft.pattern}
              most={1000}
              isInvalid={draft.pattern !== '' && !isPattern(draft.pattern)}
              onChange={(pattern) => setDraft({ ...draft, pattern })}
            />
          </div>
          <div className="settings-buttons">
            <Button
              rank="next"
              icon="tick"
              isDisabled={draft.name.trim() === '' || !isPattern(draft.pattern)}
              onPress={() => {
                changeSettings({ templates: [...templates, { ...draft, name: draft.name.trim() }] })
                setDraft(null)
              }}
            >
              {t('settings.keep')}
            </Button>
            <Button onPress={() => setDraft(null)}>{t('common.back')}</Button>
          </div>
        </>
      )}
    </>
  )
}

const PatientCard = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { patientCard } = useSettings()
  const symbologies = useTyped(patientCard?.symbologies.join(' ') ?? '')
  const pattern = useTyped(patientCard?.pattern ?? '')
  const keep = (): void => {
    const codes = symbologies.text.split(/[\s,]+/).filter((code) => code !== '')
    changeSettings({ patientCard: codes.length === 0 ? null : { symbologies: codes, pattern: pattern.text } })
  }
  return (
    <>
      <h3 className="settings-part">{t('settings.patientCard')}</h3>
      <p className="soft">{t('settings.patientCardHint')}</p>
      <div className="settings-fields">
        <TextInput
          label={t('settings.symbologies')}
          hint={t('settings.symbologiesHint')}
          value={symbologies.text}
          isDisabled={!mayChange}
          onChange={symbologies.setText}
        />
        <TextInput
          label={t('settings.pattern')}
          hint={t('settings.patientCardPatternHint')}
          value={pattern.text}
          isInvalid={pattern.text !== '' && !isPattern(pattern.text)}
          isDisabled={!mayChange}
          onChange={pattern.setText}
        />
      </div>
      {symbologies.isChanged || pattern.isChanged ? (
        <div className="settings-buttons">
          <Button rank="next" icon="tick" isDisabled={!isPattern(pattern.text)} onPress={keep}>
            {t('settings.keep')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

/** Readers, scanners, the clinic's own card, and the codes of single insurers. */
export const DeviceSettings = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { cardReader, scanner } = useDesk()
  const settings = useSettings()
  const present = 'reader' in cardReader ? [cardReader.reader] : []
  const readers = [...new Set([...present, ...(settings.cardReader === null ? [] : [settings.cardReader])])]
  return (
    <>
      <h3 className="settings-part">{t('lamps.cardReader')}</h3>
      <div className="settings-fields">
        <Picker
          label={t('settings.cardReader')}
          value={settings.cardReader ?? ''}
          isDisabled={!mayChange}
          choices={[
            { id: '', word: t('settings.anyReader') },
            ...readers.map((reader) => ({ id: reader, word: reader })),
          ]}
          onChange={(id) => changeSettings({ cardReader: id === '' ? null : id })}
        />
      </div>
      <h3 className="settings-part">{t('lamps.scanner')}</h3>
      <div className="settings-rows">
        {scanner.state === 'ready' ? (
          scanner.devices.map((device) => (
            <p key={device} className="settings-row">
              <span>{device}</span>
              <span className="small soft">{t('lamps.scannerStates.ready')}</span>
            </p>
          ))
        ) : (
          <p className="settings-row soft">{t(`lamps.scannerStates.${scanner.state}`)}</p>
        )}
      </div>
      <PatientCard mayChange={mayChange} />
      <Templates mayChange={mayChange} />
    </>
  )
}
