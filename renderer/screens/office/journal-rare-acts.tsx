import { useState } from 'react'
import type { PurgePlan } from '../../../contract/journal-care.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { gregorianDay } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
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
      <Button isPending={work !== null} onPress={() => setOpen(true)}>
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

/** A purge that is announced: what it will remove, a way to take it back, and once its day has come the way to do it. */
const PendingPurge = ({ plan }: { plan: PurgePlan }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const { today, clockDoubt } = useDesk()
  const [oldest, newest, on] = [plan.oldest, plan.newest, plan.on].map((day) => gregorianDay(day, language))
  return (
    <>
      <p>
        <Phrases text={t('journalCare.purgePending', { rows: plan.rows, oldest, newest, on })} />
      </p>
      <div className={settingsPageCss.settingsButtons}>
        <Button icon="close" onPress={() => send({ type: 'cancel-purge' })}>
          {t('journalCare.purgeCancel')}
        </Button>
      </div>
      {clockDoubt === null && today >= plan.on ? (
        <AskedTwice
          word={t('journalCare.purgeNow')}
          title={t('journalCare.purgeNowConfirm')}
          text={t('journalCare.purgeNowText')}
          yes={t('journalCare.purgeNowYes')}
          onYes={() => send({ type: 'purge-journal' })}
        />
      ) : null}
      <CareOutcomeNote acts={['purge', 'cancel-purge']} />
    </>
  )
}

/** Removing what is older than the retention. */
export const JournalPurge = ({ years }: { years: number }) => {
  const t = useWords()
  const { pendingPurge } = useDesk().office.journal
  if (pendingPurge !== null) return <PendingPurge plan={pendingPurge} />
  return (
    <>
      <AskedTwice
        word={t('journalCare.purge', { years })}
        title={t('journalCare.purgeConfirm', { years })}
        text={t('journalCare.purgeConfirmText')}
        yes={t('journalCare.purgeYes')}
        onYes={() => send({ type: 'purge-journal' })}
      />
      <CareOutcomeNote acts={['purge', 'cancel-purge']} />
    </>
  )
}

/** Shows where the keys lie, and moves them to the other place, if there is one. */
const KeyPlace = () => {
  const t = useWords()
  const { keyPlace } = useDesk().office.journal
  if (keyPlace === null) return null
  const to = keyPlace.at === 'store' ? 'files' : 'store'
  return (
    <>
      <p>
        <Phrases text={t(`journalCare.keysAt.${keyPlace.at}`)} />
      </p>
      {keyPlace.canMove ? (
        <AskedTwice
          word={t(`journalCare.moveKeys.${to}`)}
          title={t('journalCare.moveKeysConfirm')}
          text={t(`journalCare.moveKeysText.${to}`)}
          yes={t('journalCare.moveKeysYes')}
          onYes={() => send({ type: 'move-keys', to })}
        />
      ) : null}
    </>
  )
}

/** Putting new keys in use, and the place where they lie. */
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
      <KeyPlace />
      <CareOutcomeNote acts={['rotate-keys', 'move-keys']} />
    </section>
  )
}
