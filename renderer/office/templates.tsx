import { useState } from 'react'
import type { Settings } from '../../main/contract/office.ts'
import { codeTemplateSchema } from '../../main/contract/scan.ts'
import { send } from '../desk/connection.ts'
import { useWords } from '../languages/index.ts'
import { Button, IconButton } from '../parts/button.tsx'
import { Picker } from '../parts/picker.tsx'
import { TextInput } from '../parts/text-input.tsx'
import { changeSettings, useSettings } from './use-setting.ts'

type Template = Settings['templates'][number]
const EMPTY: Template = { name: '', kind: 'eligibility-certificate', dates: 'iso', pattern: '' }
const KINDS = ['eligibility-certificate', 'eligibility-notice'] as const
const DATES = ['iso', 'yyyymmdd', 'era7'] as const

/** The codes of single insurers: described by the insurer, or made out of a scan. */
export const Templates = ({ mayChange }: { mayChange: boolean }) => {
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
          <Button
            icon="scanner"
            isDisabled={!mayChange}
            onPress={() => send({ type: 'teach-code', on: true })}
          >
            {t('teaching.begin')}
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
              isInvalid={
                draft.pattern !== '' && !codeTemplateSchema.shape.pattern.safeParse(draft.pattern).success
              }
              onChange={(pattern) => setDraft({ ...draft, pattern })}
            />
          </div>
          <div className="settings-buttons">
            <Button
              rank="next"
              icon="tick"
              isDisabled={!codeTemplateSchema.safeParse(draft).success}
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
