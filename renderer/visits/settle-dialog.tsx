import { useState } from 'react'
import { RESULTS_OF } from '../../contract/follow-up-kinds.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { ChoiceList } from '../parts/choice-list.tsx'
import dialogCss from '../parts/dialog.module.css'
import { Dialog } from '../parts/dialog.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { classes } from '../styles/classes.ts'
import { type Share, settle, type ToSettle } from './settle.ts'
import css from './settle-dialog.module.css'
import { useVisitName } from './visit-name.ts'

/** Money: the share of a patient who is back, and what follows for what was paid. */
const Refund = ({ toSettle, onClose }: { toSettle: ToSettle; onClose: () => void }) => {
  const { followUp } = toSettle
  const t = useWords()
  const words = useContractWords()
  const [share, setShare] = useState<Share | 'unknown' | null>(null)
  const given = (): string => {
    if (share === null || share === 'unknown') return t('followUps.result.giveBackUnknown')
    return followUp.what === 'deposit'
      ? t('followUps.result.giveBackDeposit', { share })
      : t('followUps.result.giveBack', { tenths: 10 - share })
  }
  return (
    <>
      <p className={classes('soft', css.settleLead)}>
        <Phrases text={t('followUps.result.refundText')} />
      </p>
      <ChoiceList
        label={t('followUps.result.share')}
        isNarrow
        takesFocus
        choices={([1, 2, 3, 'unknown'] as const).map((one) => ({
          id: String(one),
          word: one === 'unknown' ? t('followUps.result.shareUnknown') : t(`followUps.result.shares.${one}`),
          isChosen: share === one,
          onChoose: () => setShare(one),
        }))}
      />
      <p className={css.settleRefund} role="status">
        {share === null ? null : <Phrases text={given()} />}
      </p>
      <div className={dialogCss.dialogFoot}>
        <Button
          rank="next"
          icon="tick"
          isDisabled={share === null}
          onPress={() => {
            settle(toSettle, 'refunded', share === 'unknown' ? null : share)
            onClose()
          }}
        >
          {words.result('refunded')}
        </Button>
        <Button
          onPress={() => {
            settle(toSettle, 'did-not-come')
            onClose()
          }}
        >
          {words.result('did-not-come')}
        </Button>
      </div>
    </>
  )
}

/** Asks how something turned out; one press answers. */
export const SettleDialog = ({ toSettle, onClose }: { toSettle: ToSettle; onClose: () => void }) => {
  const { followUp } = toSettle
  const t = useWords()
  const words = useContractWords()
  const visitName = useVisitName()
  const { what } = followUp
  const isMoney = what === 'paid-in-full' || what === 'deposit'
  return (
    <Dialog
      title={t(isMoney ? 'followUps.result.refundTitle' : 'followUps.result.title')}
      closeLabel={t('common.close')}
      onClose={onClose}
    >
      <p className={css.settleWhat}>
        <strong>
          <Phrases text={words.followUp(what)} />
        </strong>
        <span className="tabular">{visitName(followUp)}</span>
      </p>
      {isMoney ? (
        <Refund toSettle={toSettle} onClose={onClose} />
      ) : (
        <ChoiceList
          label={t('followUps.result.title')}
          takesFocus
          choices={RESULTS_OF[what].map((result) => ({
            id: result,
            word: words.result(result),
            hint: t(`followUps.resultHints.${result}`),
            onChoose: () => {
              settle(toSettle, result)
              onClose()
            },
          }))}
        />
      )}
    </Dialog>
  )
}
