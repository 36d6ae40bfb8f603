import { useEffect, useRef, useState } from 'react'
import type { Settings } from '../../../contract/office.ts'
import { REPORTED_TEMPLATES } from '../../../contract/reported-templates.ts'
import { codeTemplateSchema } from '../../../contract/scan.ts'
import { useWords } from '../../languages/index.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import settingsPageCss from './settings-page.module.css'
import { SettingsRows } from './settings-rows.tsx'
import { Teaching } from './teaching.tsx'
import { DescribeTemplate } from './template-description.tsx'
import { changeSettings, useSettings } from './use-setting.ts'

type Template = Settings['templates'][number]
const EMPTY: Template = { name: '', kind: 'eligibility-certificate', dates: 'iso', pattern: '' }

/** A layout that no insurer has published says so wherever it stands. */
const Reported = () => {
  const t = useWords()
  return (
    <p className="small soft">
      <Phrases text={t('settings.templateReported')} />
    </p>
  )
}

/** Layouts that come with the program and are off: each can be taken into the settings. */
const ReadyTemplates = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const rows = useRef<HTMLElement>(null)
  const { templates } = useSettings()
  const ready = REPORTED_TEMPLATES.filter(({ name }) => templates.every((each) => each.name !== name))
  if (ready.length === 0) return null
  return (
    <>
      <h4 className="settings-part">{t('settings.readyTemplates')}</h4>
      <p className="small soft">
        <Phrases text={t('settings.readyTemplatesHint')} />
      </p>
      <SettingsRows label={t('settings.readyTemplates')} place={rows}>
        {ready.map((template) => (
          <div key={template.name} className="settings-row">
            <div>
              <p>
                <strong>{template.name}</strong>
              </p>
              <Reported />
            </div>
            <Button
              isDisabled={!mayChange}
              aria-label={t('settings.useTemplateOf', { name: template.name })}
              onPress={() => {
                rows.current?.focus()
                changeSettings({ templates: [...templates, template] })
              }}
            >
              {t('settings.useTemplate')}
            </Button>
          </div>
        ))}
      </SettingsRows>
    </>
  )
}

const TemplateList = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const rows = useRef<HTMLElement>(null)
  const { templates } = useSettings()
  return (
    <SettingsRows label={t('settings.templates')} place={rows}>
      {templates.length === 0 ? (
        <p className={classes(settingsPageCss.settingsRow, 'soft')}>
          <Phrases text={t('settings.noTemplates')} />
        </p>
      ) : null}
      {templates.map((template) => (
        <div key={template.name} className={settingsPageCss.settingsRow}>
          <div>
            <p>
              <strong>{template.name}</strong>
            </p>
            <p className="small soft">
              <Phrases text={t(`documents.${template.kind}`)} />
            </p>
            {template.source === 'reported' ? <Reported /> : null}
          </div>
          {mayChange ? (
            <IconButton
              icon="close"
              label={t('settings.removeTemplate', { name: template.name })}
              onPress={() => {
                rows.current?.focus()
                changeSettings({ templates: templates.filter((each) => each !== template) })
              }}
            />
          ) : null}
        </div>
      ))}
    </SettingsRows>
  )
}

/** A template as somebody who knows the insurer's description writes it. */
const WriteTemplate = ({ onDone }: { onDone: () => void }) => {
  const t = useWords()
  const { templates } = useSettings()
  const [draft, setDraft] = useState(EMPTY)
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const whole = codeTemplateSchema.safeParse({ ...draft, name: draft.name.trim() })
  const isPattern = whole.success || whole.error.issues.every(({ path }) => path[0] !== 'pattern')
  const isTaken = templates.some(({ name }) => name === draft.name.trim())
  return (
    <>
      <h4 ref={title} tabIndex={-1} className={settingsPageCss.settingsPart}>
        {t('settings.addTemplate')}
      </h4>
      <div className={settingsPageCss.settingsFields}>
        <DescribeTemplate value={draft} onChange={(change) => setDraft({ ...draft, ...change })} />
        <TextInput
          label={t('settings.pattern')}
          hint={t('settings.templatePatternHint')}
          value={draft.pattern}
          most={1000}
          isInvalid={draft.pattern !== '' && !isPattern}
          onChange={(pattern) => setDraft({ ...draft, pattern })}
        />
      </div>
      <div className={settingsPageCss.settingsButtons}>
        <Button
          rank="next"
          icon="tick"
          isDisabled={!whole.success || isTaken}
          onPress={() => {
            if (!whole.success) return
            changeSettings({ templates: [...templates, whole.data] })
            onDone()
          }}
        >
          {t('settings.keep')}
        </Button>
        <Button onPress={onDone}>{t('common.back')}</Button>
      </div>
    </>
  )
}

/** The codes of single insurers: which are read, and two ways to a new one. */
export const Templates = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const { checkIn, office } = useDesk()
  const [writing, setWriting] = useState(false)
  // The buttons give their place to what they open. When they are back, the focus is on the one that was pressed.
  const [pressed, setPressed] = useState<'teach' | 'write' | null>(null)
  return (
    <>
      <h3 className={settingsPageCss.settingsPart}>{t('settings.templates')}</h3>
      <p className="soft">
        <Phrases text={t('settings.templatesHint')} />
      </p>
      <TemplateList mayChange={mayChange} />
      <ReadyTemplates mayChange={mayChange} />
      {office.teaching !== null && office.teaching.of === undefined ? (
        <Teaching teaching={office.teaching} />
      ) : writing ? (
        <WriteTemplate onDone={() => setWriting(false)} />
      ) : (
        <>
          <div className={settingsPageCss.settingsButtons}>
            <Button
              icon="scanner"
              autoFocus={pressed === 'teach'}
              isDisabled={!mayChange || checkIn !== null}
              onPress={() => {
                setPressed('teach')
                send({ type: 'teach-code', on: true })
              }}
            >
              {t('teaching.begin')}
            </Button>
            <Button
              icon="pencil"
              autoFocus={pressed === 'write'}
              isDisabled={!mayChange}
              onPress={() => {
                setPressed('write')
                setWriting(true)
              }}
            >
              {t('settings.addTemplate')}
            </Button>
          </div>
          {mayChange && checkIn !== null ? (
            <p className="small soft">
              <Phrases text={t('teaching.notNow')} />
            </p>
          ) : null}
        </>
      )}
    </>
  )
}
