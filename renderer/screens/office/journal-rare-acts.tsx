import { useState } from 'react'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send, useDesk } from '../../state/connection.ts'
import { CareOutcomeNote } from './care-note.tsx'
import settingsPageCss from './settings-page.module.css'

/** An act that cannot be undone or takes all of the desk: its button asks once more. */
const AskedTwice = ({
  word,
  title,
  text,
  yes,
  onYes,
}: {
  word: string
  title: string
  text: string
  yes: string
  onYes: () => void
}) => {
  const t = useWords()
  const { work } = useDesk().office.journal
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={settingsPageCss.settingsButtons}>
      <Button isDisabled={work !== null} onPress={() => setOpen(true)}>
        {word}
      </Button>
      {isOpen ? (
        <Dialog title={title} closeLabel={t('common.close')} onClose={() => setOpen(false)}>
          <p>{text}</p>
          <div className={dialogCss.dialogFoot}>
            <Button
              onPress={() => {
                onYes()
                setOpen(false)
              }}
            >
              {yes}
            </Button>
            <Button rank="next" onPress={() => setOpen(false)}>
              {t('journalCare.no')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </div>
  )
}

/** Removing what is older than the retention. */
export const JournalPurge = ({ years }: { years: number }) => {
  const t = useWords()
  return (
    <>
      <AskedTwice
        word={t('journalCare.purge', { years })}
        title={t('journalCare.purgeConfirm', { years })}
        text={t('journalCare.purgeConfirmText')}
        yes={t('journalCare.purgeYes')}
        onYes={() => send({ type: 'purge-journal' })}
      />
      <CareOutcomeNote acts={['purge']} />
    </>
  )
}

/** Putting new keys in use. */
export const JournalKeys = () => {
  const t = useWords()
  return (
    <section className={settingsPageCss.settingsSection} aria-labelledby="journal-keys">
      <h3 id="journal-keys" className={settingsPageCss.settingsPart}>
        {t('journalCare.keys')}
      </h3>
      <p className="soft">
        <Phrases text={t('journalCare.keysText')} />
      </p>
      <AskedTwice
        word={t('journalCare.rotateKeys')}
        title={t('journalCare.rotateConfirm')}
        text={t('journalCare.rotateConfirmText')}
        yes={t('journalCare.rotateYes')}
        onYes={() => send({ type: 'rotate-keys' })}
      />
      <CareOutcomeNote acts={['rotate-keys']} />
    </section>
  )
}
