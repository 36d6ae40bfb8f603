import { useState } from 'react'
import { Label, TextArea, TextField } from 'react-aria-components'
import type { Outcome } from '../../../contract/decision.ts'
import { useContractWords } from '../../languages/contract-words.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { ChoiceList } from '../../parts/choice-list.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import './override-dialog.css'

const WHYS = ['known', 'insurerConfirmed', 'otherDocument'] as const
const OUTCOMES = ['accept-with-note', 'accept', 'not-confirmed'] as const satisfies readonly Outcome[]

/** A person decides otherwise than the rules: with a reason, on the record. */
export const OverrideDialog = ({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) => {
  const t = useWords()
  const words = useContractWords()
  const [outcome, setOutcome] = useState<Outcome>('accept-with-note')
  const [why, setWhy] = useState('')
  return (
    <Dialog title={t('override.title')} closeLabel={t('common.close')} isOpen={isOpen} onClose={onClose}>
      <p className="soft">
        <Phrases text={t('override.text')} />
      </p>
      <h3 className="choice-title override-part">{t('override.outcome')}</h3>
      <ChoiceList
        label={t('override.outcome')}
        choices={OUTCOMES.map((each) => ({
          id: each,
          word: words.outcome(each),
          isChosen: outcome === each,
          onChoose: () => setOutcome(each),
        }))}
      />
      <TextField className="override-why" value={why} onChange={setWhy} maxLength={400} isRequired>
        <Label className="choice-title">{t('override.why')}</Label>
        <TextArea rows={3} className="override-text" />
      </TextField>
      <div className="override-whys">
        {WHYS.map((each) => (
          <Button key={each} onPress={() => setWhy(t(`override.whys.${each}`))}>
            {t(`override.whys.${each}`)}
          </Button>
        ))}
      </div>
      <div className="dialog-foot">
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
