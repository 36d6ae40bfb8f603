/** The lines of the declaration: each label in Japanese, and below it in the patient's language. */
import type { PatientLanguage } from '../../contract/patient.ts'
import { Phrases } from '../parts/phrases.tsx'
import css from './declaration.module.css'

/** A text of the paper in Japanese and, where the patient reads another language, in that one. */
export type Both = { readonly ja: string; readonly theirs: string | null; readonly language: PatientLanguage }

/** Two languages of one text, the patient's smaller and below. */
export const BothWords = ({ words: { ja, theirs, language } }: { words: Both }) => (
  <>
    <span className={css.declarationJa}>
      <Phrases language="ja" text={ja} />
    </span>
    {theirs === null ? null : (
      <span className={css.declarationTheirs} lang={language}>
        {theirs}
      </span>
    )}
  </>
)

/** One line that is written on. */
export const Line = ({
  label,
  value = '',
  wide = false,
}: {
  label: Both
  value?: string | undefined
  wide?: boolean
}) => (
  <tr>
    <th scope="row">
      <BothWords words={label} />
    </th>
    <td className={wide ? css.declarationWide : undefined}>{value}</td>
  </tr>
)

/** One line with boxes to tick. */
export const Boxes = ({
  label,
  value,
  choices,
}: {
  label: Both
  value: string | undefined
  choices: readonly { readonly id: string; readonly words: Both }[]
}) => (
  <tr>
    <th scope="row">
      <BothWords words={label} />
    </th>
    <td>
      {choices.map(({ id, words }) => (
        <span key={id} className={css.declarationBox}>
          <svg viewBox="0 0 16 16" width="4mm" height="4mm" aria-hidden="true">
            <rect x="1" y="1" width="14" height="14" fill="none" stroke="#000" strokeWidth="1.4" />
            {id === value ? (
              <path d="m3.5 8.5 3.2 3.2 6-7.2" fill="none" stroke="#000" strokeWidth="2" />
            ) : null}
          </svg>
          <span>
            <BothWords words={words} />
          </span>
        </span>
      ))}
    </td>
  </tr>
)
