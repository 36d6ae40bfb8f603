import type { JournalCare } from '../../contract/journal-care.ts'
import { QrCode } from '../parts/qr-code.tsx'
import css from './journal-slip.module.css'
import { paperWords } from './paper-words.ts'

/**
 * 改ざん確認用の印, 80 mm wide, always in Japanese: the end of the journal's chain, for people and as a code. Whoever keeps
 * it elsewhere can tell that the journal was set back. It says nothing of any patient.
 */
export const JournalSlip = ({
  slip,
  clinicName,
  onDrawn,
}: {
  slip: NonNullable<JournalCare['slip']>
  clinicName: string
  onDrawn: () => void
}) => {
  const t = paperWords
  const [title, ...lines] = slip.lines
  return (
    <main className={css.journalSlip} lang="ja">
      <h1>{title}</h1>
      {clinicName === '' ? null : <p>{clinicName}</p>}
      <QrCode text={slip.payload} label={t('journalCare.qrCode')} onDrawn={onDrawn} />
      {lines.map((line) => (
        <p key={line} className={css.journalSlipLine}>
          {line}
        </p>
      ))}
    </main>
  )
}
