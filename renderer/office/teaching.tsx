import { useState } from 'react'
import type { Settings } from '../../main/contract/office.ts'
import { codeTemplateSchema, TEMPLATE_GROUPS } from '../../main/contract/scan.ts'
import type { FieldChoice, Teaching as TeachingState } from '../../main/contract/teaching.ts'
import { send } from '../desk/connection.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { Picker } from '../parts/picker.tsx'
import { TextInput } from '../parts/text-input.tsx'

const KINDS = ['eligibility-certificate', 'eligibility-notice'] as const
const DATES = ['iso', 'yyyymmdd', 'era7'] as const
const CHOICES = ['ignored', 'fixed', ...TEMPLATE_GROUPS] as const satisfies readonly FieldChoice[]

const useChoiceWords = () => {
  const t = useWords()
  return (choice: FieldChoice): string =>
    choice === 'fixed' || choice === 'ignored' ? t(`teaching.choices.${choice}`) : t(`fields.${choice}.label`)
}

/** What the desk reads under a field's name, after an attempt. */
const Reading = ({ reading }: { reading: TeachingState['readings'][number] | undefined }) => {
  const t = useWords()
  if (reading === null || reading === undefined) return null
  return reading.outcome === 'read' ? (
    <span className="field-check field-check-ok">{t('teaching.read', { value: reading.value })}</span>
  ) : (
    <span className="field-check field-check-error">{t('teaching.unreadable')}</span>
  )
}

/** A template out of one scan: each field is named, tried, and kept as a way of reading, never as content. */
export const Teaching = ({ teaching }: { teaching: TeachingState }) => {
  const t = useWords()
  const choiceWord = useChoiceWords()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<Settings['templates'][number]['kind']>('eligibility-certificate')
  const [dates, setDates] = useState<Settings['templates'][number]['dates']>('yyyymmdd')
  const [chosen, setChosen] = useState<Readonly<Record<number, FieldChoice>>>({})
  const fields = teaching.code?.fields ?? []
  const choices = fields.map((_, index): FieldChoice => chosen[index] ?? 'ignored')
  const stop = () => send({ type: 'teach-code', on: false })
  return (
    <>
      <h3 className="settings-part">{t('teaching.begin')}</h3>
      <p>{t('teaching.lead')}</p>
      {teaching.code === null ? (
        <p role="status" className="soft">
          {t('teaching.waiting')}
        </p>
      ) : (
        <>
          <div className="settings-fields">
            <TextInput label={t('settings.templateName')} value={name} most={80} onChange={setName} />
            <Picker
              label={t('settings.templateKind')}
              value={kind}
              choices={KINDS.map((id) => ({ id, word: t(`documents.${id}`) }))}
              onChange={(id) => setKind(KINDS.find((each) => each === id) ?? kind)}
            />
            <Picker
              label={t('settings.templateDates')}
              value={dates}
              choices={DATES.map((id) => ({ id, word: t(`settings.dates.${id}`) }))}
              onChange={(id) => setDates(DATES.find((each) => each === id) ?? dates)}
            />
          </div>
          <ol className="settings-rows">
            {fields.map((field, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a field of a code is known by its place alone.
              <li key={index} className="settings-row">
                <div>
                  <p className="small soft">{t('teaching.field', { number: index + 1 })}</p>
                  <p className="tabular">
                    <strong>{field.value ?? t('teaching.withheld')}</strong>
                  </p>
                  <Reading reading={teaching.readings[index]} />
                </div>
                <Picker
                  label={t('teaching.choose')}
                  value={choices[index] ?? 'ignored'}
                  choices={CHOICES.map((id) => ({ id, word: choiceWord(id) }))}
                  onChange={(id) =>
                    setChosen({ ...chosen, [index]: CHOICES.find((each) => each === id) ?? 'ignored' })
                  }
                />
              </li>
            ))}
          </ol>
          <p role="alert" className="sign-in-refusal">
            {teaching.refusal === null ? '' : t(`teaching.refusals.${teaching.refusal}`)}
          </p>
        </>
      )}
      <div className="settings-buttons">
        {teaching.code === null ? null : (
          <>
            <Button icon="search" onPress={() => send({ type: 'try-template', kind, dates, choices })}>
              {t('teaching.try')}
            </Button>
            <Button
              rank="next"
              icon="tick"
              isDisabled={!codeTemplateSchema.shape.name.safeParse(name.trim()).success}
              onPress={() => send({ type: 'save-template', name: name.trim(), kind, dates, choices })}
            >
              {t('teaching.save')}
            </Button>
          </>
        )}
        <Button rank="quiet" onPress={stop}>
          {t('teaching.end')}
        </Button>
      </div>
    </>
  )
}
