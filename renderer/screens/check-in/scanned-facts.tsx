import type { Evidence } from '../../../contract/desk.ts'
import { FIELDS, type FieldName } from '../../../contract/form.ts'
import { DocumentPicture } from '../../drawings/document-picture.tsx'
import { useFieldWords } from '../../form/field-words.ts'
import { correctDocument, fieldsOf } from '../../form/open-form.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { eraDay } from '../../state/days.ts'
import nextStepCardCss from './next-step-card.module.css'

const isField = (name: string): name is FieldName => Object.hasOwn(FIELDS, name)

/** The values that a scan has filled in, line by line, to be compared with the paper. */
export const ScannedFacts = ({ evidence }: { evidence: Evidence }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const fieldWords = useFieldWords()
  const { type } = evidence.document
  const form = type === 'phone' ? 'my-number-card' : type
  const shown = (field: FieldName, value: string): string =>
    FIELDS[field].kind === 'day'
      ? eraDay(value, language)
      : field === 'burden'
        ? t('evidence.copayTenths', { tenths: value })
        : value
  return (
    <div className="scanned">
      <div className={nextStepCardCss.scannedHead}>
        <DocumentPicture type={type} width={3.5} />
        <strong>{t(`documents.${type}`)}</strong>
        <Button icon="pencil" onPress={() => correctDocument(evidence)}>
          {t('step.correct')}
        </Button>
      </div>
      <dl className={nextStepCardCss.scannedFacts}>
        {Object.entries(fieldsOf(evidence)).map(([field, value]) =>
          isField(field) && value !== undefined ? (
            <div key={field}>
              <dt className="small soft">{fieldWords(field, form).label}</dt>
              <dd className="tabular">{shown(field, value)}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </div>
  )
}
