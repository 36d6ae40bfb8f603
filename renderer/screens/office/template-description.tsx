import { type CodeTemplate, codeTemplateSchema } from '../../../contract/scan.ts'
import { useWords } from '../../languages/index.ts'
import { Picker } from '../../parts/picker.tsx'
import { TextInput } from '../../parts/text-input.tsx'

const KINDS = codeTemplateSchema.shape.kind.options
const DATES = codeTemplateSchema.shape.dates.options

export type TemplateDescription = Pick<CodeTemplate, 'name' | 'kind' | 'dates'>

/** A template's name, the paper that its code is on, and how that paper writes dates. */
export const DescribeTemplate = ({
  value,
  onChange,
}: {
  value: TemplateDescription
  onChange: (change: Partial<TemplateDescription>) => void
}) => {
  const t = useWords()
  return (
    <>
      <TextInput
        label={t('settings.templateName')}
        hint={t('settings.templateNameHint')}
        value={value.name}
        most={80}
        onChange={(name) => onChange({ name })}
      />
      <Picker
        label={t('settings.templateKind')}
        value={value.kind}
        choices={KINDS.map((id) => ({ id, word: t(`documents.${id}`) }))}
        onChange={(id) => onChange({ kind: KINDS.find((each) => each === id) ?? value.kind })}
      />
      <Picker
        label={t('settings.templateDates')}
        value={value.dates}
        choices={DATES.map((id) => ({ id, word: t(`settings.dates.${id}`) }))}
        onChange={(id) => onChange({ dates: DATES.find((each) => each === id) ?? value.dates })}
      />
    </>
  )
}
