import { useState } from 'react'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { CareOutcomeNote } from './care-note.tsx'
import settingsPageCss from './settings-page.module.css'

/** Takes the terminal over on this machine, which its journal was restored or copied to: an administrator's word. */
export const JournalTakeOver = () => {
  const t = useWords()
  const { journal } = useDesk().office
  const [why, setWhy] = useState('')
  if (!journal.isElsewhere)
    return journal.outcome?.act === 'take-over' ? <CareOutcomeNote acts={['take-over']} /> : null
  return (
    <section className={settingsPageCss.settingsSection} aria-labelledby="journal-take-over">
      <h3 id="journal-take-over" className={settingsPageCss.settingsPart}>
        {t('journalCare.takeOver')}
      </h3>
      <p>
        <Phrases text={t('journalCare.takeOverText')} />
      </p>
      <form
        className={settingsPageCss.settingsSection}
        onSubmit={(event) => {
          event.preventDefault()
          if (why.trim() === '') return
          send({ type: 'take-over', why: why.trim() })
          setWhy('')
        }}
      >
        <TextInput label={t('journalCare.takeOverWhy')} value={why} most={400} onChange={setWhy} />
        <div className={settingsPageCss.settingsButtons}>
          <Button type="submit" icon="center" isDisabled={why.trim() === ''}>
            {t('journalCare.takeOverButton')}
          </Button>
        </div>
      </form>
      <CareOutcomeNote acts={['take-over']} />
    </section>
  )
}
