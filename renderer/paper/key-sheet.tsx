import { type KeySheet, keySheetText } from '../../contract/key-sheet.ts'
import { QrCode } from '../parts/qr-code.tsx'
import { eraDay } from '../state/days.ts'
import css from './key-sheet.module.css'
import { paperWords } from './paper-words.ts'

/** 復旧用の紙, A4, always in Japanese: the journal's recovery key as a code and as groups to be typed, and what it is for. */
export const KeySheetPaper = ({
  sheet,
  clinicName,
  onDrawn,
}: {
  sheet: KeySheet
  clinicName: string
  onDrawn: () => void
}) => {
  const t = paperWords
  return (
    <main className={css.keySheet} lang="ja">
      <h1>{t('journalCare.keySheet.paperTitle')}</h1>
      <dl>
        {clinicName === '' ? null : (
          <>
            <dt>{t('journalCare.keySheet.paperClinic')}</dt>
            <dd>{clinicName}</dd>
          </>
        )}
        <dt>{t('journalCare.keySheet.paperNumber')}</dt>
        <dd className="tabular">{sheet.number}</dd>
        <dt>{t('journalCare.keySheet.paperDay')}</dt>
        <dd>{eraDay(sheet.at.slice(0, 10), 'ja')}</dd>
        <dt>{t('journalCare.keySheet.passphrase')}</dt>
        <dd>
          {t(sheet.hasPassphrase ? 'journalCare.keySheet.paperWith' : 'journalCare.keySheet.paperWithout')}
        </dd>
      </dl>
      <QrCode text={keySheetText(sheet)} label={t('journalCare.keySheet.qrCode')} onDrawn={onDrawn} />
      <ol>
        {sheet.groups.map((group) => (
          <li key={group}>{group}</li>
        ))}
      </ol>
      <p>{t('journalCare.keySheet.paperFor')}</p>
      <p>{t('journalCare.keySheet.paperKeep')}</p>
      <p>{t('journalCare.keySheet.paperHow')}</p>
    </main>
  )
}
