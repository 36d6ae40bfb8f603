import { useState } from 'react'
import type { FollowUp } from '../../contract/follow-up.ts'
import { type FollowUpResult, RESULTS_OF } from '../../contract/follow-up-kinds.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { ChoiceList } from '../parts/choice-list.tsx'
import dialogCss from '../parts/dialog.module.css'
import { Dialog } from '../parts/dialog.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { send } from '../state/connection.ts'
import { classes } from '../styles/classes.ts'
import css from './settle-dialog.module.css'
import { useVisitName } from './visit-name.ts'

type Share = 1 | 2 | 3

/** Records what came of it. */
export const settle = (followUp: FollowUp, result: FollowUpResult, share: Share | null = null): void => {
  const { visit, seq, what } = followUp
  send({ type: 'settle-follow-up', visit, seq, what, result, share })
}

/** Money: the share of a patient who is back, and what follows for what was paid. */
const Refund = ({ followUp, onClose }: { followUp: FollowUp; onClose: () => void }) => {
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
            settle(followUp, 'refunded', share === 'unknown' ? null : share)
            onClose()
          }}
        >
          {words.result('refunded')}
        </Button>
        <Button
          onPress={() => {
            settle(followUp, 'did-not-come')
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
export const SettleDialog = ({ followUp, onClose }: { followUp: FollowUp; onClose: () => void }) => {
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
        <Refund followUp={followUp} onClose={onClose} />
      ) : (
        <ChoiceList
          label={t('followUps.result.title')}
          takesFocus
          choices={RESULTS_OF[what].map((result) => ({
            id: result,
            word: words.result(result),
            hint: t(`followUps.resultHints.${result}`),
            onChoose: () => {
              settle(followUp, result)
              onClose()
            },
          }))}
        />
      )}
    </Dialog>
  )
}
