import { useState } from 'react'
import { useWords } from '../../languages/index.ts'
import { PrintButtons } from '../../paper/print-buttons.tsx'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { QrCode } from '../../parts/qr-code.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { CareOutcomeNote } from './care-note.tsx'
import settingsPageCss from './settings-page.module.css'

/** Says in words whether every row is as it was written, and what an administrator knows of missing rows. */
export const JournalVerification = ({ mayAcknowledge }: { mayAcknowledge: boolean }) => {
  const t = useWords()
  const { work, outcome } = useDesk().office.journal
  const [slip, setSlip] = useState('')
  const [why, setWhy] = useState('')
  const isBad = outcome?.act === 'verify' && !outcome.ok
  return (
    <section className={settingsPageCss.settingsSection} aria-labelledby="journal-verify">
      <h3 id="journal-verify" className={settingsPageCss.settingsPart}>
        {t('journalCare.verify')}
      </h3>
      <p className="soft">
        <Phrases text={t('journalCare.verifyText')} />
      </p>
      <TextInput label={t('journalCare.slipText')} value={slip} most={400} onChange={setSlip} />
      <div className={settingsPageCss.settingsButtons}>
        <Button
          rank="next"
          icon="search"
          isPending={work !== null}
          onPress={() => send({ type: 'verify-journal', slip: slip.trim() === '' ? null : slip.trim() })}
        >
          {t('journalCare.verifyNow')}
        </Button>
      </div>
      <CareOutcomeNote acts={['verify', 'acknowledge']} />
      {isBad && mayAcknowledge ? (
        <form
          className={settingsPageCss.settingsSection}
          onSubmit={(event) => {
            event.preventDefault()
            if (why.trim() === '') return
            send({ type: 'acknowledge-losses', why: why.trim() })
            setWhy('')
          }}
        >
          <p>
            <Phrases text={t('journalCare.acknowledgeText')} />
          </p>
          <TextInput label={t('journalCare.acknowledgeWhy')} value={why} most={400} onChange={setWhy} />
          <div className={settingsPageCss.settingsButtons}>
            <Button type="submit" icon="tick" isDisabled={why.trim() === ''}>
              {t('journalCare.acknowledgeButton')}
            </Button>
          </div>
        </form>
      ) : null}
    </section>
  )
}

/** The end of the chain for paper, on demand. */
export const JournalSlipPart = () => {
  const t = useWords()
  const { slip } = useDesk().office.journal
  return (
    <section className={settingsPageCss.settingsSection} aria-labelledby="journal-slip">
      <h3 id="journal-slip" className={settingsPageCss.settingsPart}>
        {t('journalCare.slip')}
      </h3>
      <p className="soft">
        <Phrases text={t('journalCare.slipWhy')} />
      </p>
      <div className={settingsPageCss.settingsButtons}>
        <Button icon="journal" onPress={() => send({ type: 'make-journal-slip' })}>
          {t('journalCare.makeSlip')}
        </Button>
      </div>
      <CareOutcomeNote acts={['slip']} />
      {slip === null ? null : (
        <div className={settingsPageCss.journalSlipShown}>
          <QrCode text={slip.payload} label={t('journalCare.qrCode')} />
          <div>
            {slip.lines.map((line) => (
              <p key={line} lang="ja" className="small tabular">
                {line}
              </p>
            ))}
            <PrintButtons request={{ paper: 'journal-slip' }} word={t('print.journalSlip')} />
          </div>
        </div>
      )}
    </section>
  )
}
