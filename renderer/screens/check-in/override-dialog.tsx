import { Label, TextArea, TextField } from 'react-aria-components'
import type { Outcome } from '../../../contract/decision.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import choiceListCss from '../../parts/choice-list.module.css'
import { ChoiceList } from '../../parts/choice-list.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { classes } from '../../styles/classes.ts'
import css from './override-dialog.module.css'

const WHYS = ['known', 'insurerConfirmed', 'otherDocument'] as const
const OUTCOMES = ['accept-with-note', 'accept', 'not-confirmed'] as const satisfies readonly Outcome[]

/** The outcome and the reason that a person has entered so far. */
export type OverrideEntry = { readonly outcome: Outcome; readonly why: string }

export const NO_OVERRIDE: OverrideEntry = { outcome: 'accept-with-note', why: '' }

/**
 * A person decides otherwise than the rules: with a reason, on the record. The entry is kept by the check-in, so that
 * a dialog closed by mistake has it again.
 */
export const OverrideDialog = ({
  entry,
  onEntry,
  onClose,
}: {
  entry: OverrideEntry
  onEntry: (entry: OverrideEntry) => void
  onClose: () => void
}) => {
  const t = useWords()
  const words = useContractWords()
  const { outcome, why } = entry
  const setWhy = (next: string) => onEntry({ ...entry, why: next })
  return (
    <Dialog title={t('override.title')} closeLabel={t('common.close')} onClose={onClose}>
      <p className="soft">
        <Phrases text={t('override.text')} />
      </p>
      <h3 className={classes(choiceListCss.choiceTitle, css.overridePart)}>{t('override.outcome')}</h3>
      <ChoiceList
        label={t('override.outcome')}
        choices={OUTCOMES.map((each) => ({
          id: each,
          word: words.outcome(each),
          isChosen: outcome === each,
          onChoose: () => onEntry({ ...entry, outcome: each }),
        }))}
      />
      <TextField
        className={classes(css.overrideWhy)}
        value={why}
        onChange={setWhy}
        maxLength={400}
        isRequired
      >
        <Label className={choiceListCss.choiceTitle}>{t('override.why')}</Label>
        <TextArea rows={3} className={classes(css.overrideText)} />
      </TextField>
      <div className={css.overrideWhys}>
        {WHYS.map((each) => (
          <Button key={each} onPress={() => setWhy(t(`override.whys.${each}`))}>
            {t(`override.whys.${each}`)}
          </Button>
        ))}
      </div>
      <div className={dialogCss.dialogFoot}>
        <Button
          rank="next"
          icon="tick"
          isDisabled={why.trim() === ''}
          onPress={() => {
            send({ type: 'override', outcome, why: why.trim() })
            onClose()
          }}
        >
          {t('override.decide')}
        </Button>
        <Button onPress={onClose}>{t('common.back')}</Button>
      </div>
    </Dialog>
  )
}
