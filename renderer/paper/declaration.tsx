import type { CheckInView } from '../../contract/desk.ts'
import type { Fields } from '../../contract/form.ts'
import { Phrases } from '../parts/phrases.tsx'
import { eraDay } from '../state/days.ts'
import { knownFields } from '../state/known-fields.ts'
import css from './declaration.module.css'
import { usePaperWords } from './paper-words.ts'

/** Collects the facts for the paper: what is being typed, else what was handed in, else what the documents say. */
export const declaredFields = (checkIn: CheckInView): Fields => ({
  ...knownFields(checkIn, 'self-declaration'),
  ...(checkIn.draft?.form === 'self-declaration' ? checkIn.draft.fields : (checkIn.declaration ?? {})),
})

const Label = ({ text }: { text: string }) => (
  <th scope="row">
    <Phrases language="ja" text={text} />
  </th>
)

const Line = ({
  label,
  value = '',
  wide = false,
}: {
  label: string
  value?: string | undefined
  wide?: boolean
}) => (
  <tr>
    <Label text={label} />
    <td className={wide ? css.declarationWide : undefined}>{value}</td>
  </tr>
)

const Boxes = ({
  label,
  value,
  choices,
}: {
  label: string
  value: string | undefined
  choices: readonly { readonly id: string; readonly word: string }[]
}) => (
  <tr>
    <Label text={label} />
    <td>
      {choices.map(({ id, word }) => (
        <span key={id} className={css.declarationBox}>
          <svg viewBox="0 0 16 16" width="4mm" height="4mm" aria-hidden="true">
            <rect x="1" y="1" width="14" height="14" fill="none" stroke="#000" strokeWidth="1.4" />
            {id === value ? (
              <path d="m3.5 8.5 3.2 3.2 6-7.2" fill="none" stroke="#000" strokeWidth="2" />
            ) : null}
          </svg>
          {word}
        </span>
      ))}
    </td>
  </tr>
)

/**
 * 被保険者資格申立書, A4, always in Japanese: it is kept by the clinic until the payment is settled. What is known is
 * printed; the rest is written by hand. It has no line for an individual number.
 */
export const Declaration = ({ checkIn, clinicName }: { checkIn: CheckInView; clinicName: string }) => {
  const t = usePaperWords()
  const fields = declaredFields(checkIn)
  const { reader } = checkIn
  const why =
    reader.state === 'failed'
      ? t(`readerFailures.${reader.failure}.long`)
      : reader.state === 'down'
        ? t('reader.downLong')
        : ''
  return (
    <main className={css.declaration} lang="ja">
      <h1>{t('declaration.title')}</h1>
      <p>{clinicName === '' ? t('declaration.to') : t('declaration.toClinic', { clinicName })}</p>
      <p className={css.declarationDay}>{eraDay(checkIn.visitDate, 'ja')}</p>
      <p className={css.declarationLead}>{t('declaration.lead')}</p>
      <h2>{t('declaration.person')}</h2>
      <table>
        <tbody>
          <Line label={t('fields.kana.label')} value={fields.kana} />
          <Line label={t('fields.name.label')} value={fields.name} wide />
          <Line label={t('fields.birthDate.label')} value={fields.birthDate} />
          <Boxes
            label={t('fields.sex.label')}
            value={fields.sex}
            choices={[
              { id: 'male', word: t('choices.sex.male') },
              { id: 'female', word: t('choices.sex.female') },
            ]}
          />
          <Line label={t('fields.address.label')} value={fields.address} wide />
          <Line label={t('fields.telephone.label')} value={fields.telephone} />
        </tbody>
      </table>
      <h2>{t('declaration.insurance')}</h2>
      <table>
        <tbody>
          <Boxes
            label={t('fields.insuranceKind.label')}
            value={fields.insuranceKind}
            choices={[
              { id: 'employee', word: t('choices.insuranceKind.employee') },
              { id: 'national', word: t('choices.insuranceKind.national') },
              { id: 'late-elderly', word: t('choices.insuranceKind.late-elderly') },
              { id: 'unknown', word: t('choices.insuranceKind.unknown') },
            ]}
          />
          <Line label={t('fields.insurerName.label')} value={fields.insurerName} wide />
          <Line label={t('fields.employer.label')} value={fields.employer} />
          <Boxes
            label={t('fields.burden.label')}
            value={fields.burden}
            choices={[
              { id: '1', word: t('choices.burden.1') },
              { id: '2', word: t('choices.burden.2') },
              { id: '3', word: t('choices.burden.3') },
              { id: 'unknown', word: t('choices.insuranceKind.unknown') },
            ]}
          />
        </tbody>
      </table>
      <p className={css.declarationPromise}>{t('declaration.promise')}</p>
      <div className={css.declarationSign}>
        <span>{t('declaration.signature')}</span>
        <span className={css.declarationLine} />
      </div>
      <footer>
        <h2>{t('declaration.clinic')}</h2>
        <table>
          <tbody>
            <Line label={t('declaration.whyNot')} value={why} />
            <Line label={t('declaration.collected')} value={t('declaration.day')} />
          </tbody>
        </table>
        <p className={css.declarationNote}>{t('declaration.note')}</p>
      </footer>
    </main>
  )
}
