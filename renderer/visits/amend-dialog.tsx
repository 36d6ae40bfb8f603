import { useState } from 'react'
import type { VisitChange } from '../../contract/amend.ts'
import { OUTCOMES } from '../../contract/decision.ts'
import { PAID } from '../../contract/follow-up-kinds.ts'
import type { VisitRow } from '../../contract/visit-row.ts'
import { useContractWords } from '../languages/contract-words.ts'
import { useWords } from '../languages/index.ts'
import choiceListCss from '../parts/choice-list.module.css'
import { ChoiceList } from '../parts/choice-list.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { TextInput } from '../parts/text-input.tsx'
import { send } from '../state/connection.ts'
import css from './amend-dialog.module.css'
import { Whys } from './whys.tsx'

const WHYS = ['typing', 'later', 'patient', 'instructed'] as const

/** A visit's facts that can be put right, as they are being typed; an empty text takes a fact away. */
type Entry = Pick<VisitRow, 'outcome' | 'paid'> & {
  readonly patientNumber: string
  readonly queueNumber: string
  readonly remark: string
}

const entryOf = ({ outcome, paid, patientNumber, queueNumber, remark }: VisitRow): Entry => ({
  outcome,
  paid,
  patientNumber: patientNumber ?? '',
  queueNumber: queueNumber ?? '',
  remark: remark ?? '',
})

/** Only what is otherwise than in the visit. */
const changeOf = (visit: VisitRow, entry: Entry): VisitChange => {
  const text = (typed: string): string | null => typed.trim() || null
  const patientNumber = text(entry.patientNumber)
  const queueNumber = text(entry.queueNumber)
  const remark = text(entry.remark)
  return {
    ...(patientNumber === visit.patientNumber ? {} : { patientNumber }),
    ...(queueNumber === visit.queueNumber ? {} : { queueNumber }),
    ...(entry.outcome === visit.outcome ? {} : { outcome: entry.outcome }),
    ...(entry.paid === visit.paid ? {} : { paid: entry.paid }),
    ...(remark === visit.remark ? {} : { remark }),
  }
}

/** Puts a concluded visit right: what is otherwise, and the reason, whose press records it. The first record stays. */
export const AmendDialog = ({ visit, onClose }: { visit: VisitRow; onClose: () => void }) => {
  const t = useWords()
  const words = useContractWords()
  const [entry, setEntry] = useState(() => entryOf(visit))
  const set = (part: Partial<Entry>): void => setEntry({ ...entry, ...part })
  const change = changeOf(visit, entry)
  const isSame = Object.keys(change).length === 0
  return (
    <Dialog title={t('amend.title')} closeLabel={t('common.close')} onClose={onClose}>
      <p className="soft">
        <Phrases text={t('amend.text')} />
      </p>
      <div className={css.amendFields}>
        <TextInput
          label={t('visitDialog.patientNumber')}
          value={entry.patientNumber}
          most={40}
          onChange={(patientNumber) => set({ patientNumber })}
        />
        <TextInput
          label={t('visitDialog.queueNumber')}
          value={entry.queueNumber}
          most={12}
          onChange={(queueNumber) => set({ queueNumber })}
        />
      </div>
      <h3 className={choiceListCss.choiceTitle}>{t('visitDialog.outcome')}</h3>
      <ChoiceList
        label={t('visitDialog.outcome')}
        isNarrow
        choices={OUTCOMES.map((outcome) => ({
          id: outcome,
          word: words.outcome(outcome),
          isChosen: entry.outcome === outcome,
          onChoose: () => set({ outcome }),
        }))}
      />
      <h3 className={choiceListCss.choiceTitle}>{t('visitDialog.paid')}</h3>
      <ChoiceList
        label={t('visitDialog.paid')}
        isNarrow
        choices={[null, ...PAID].map((paid) => ({
          id: paid ?? 'none',
          word: paid === null ? t('amend.notPaid') : words.paid(paid),
          isChosen: entry.paid === paid,
          onChoose: () => set({ paid }),
        }))}
      />
      <div className={css.amendFields}>
        <TextInput
          label={t('visitDialog.remark')}
          hint={t('amend.remarkHint')}
          value={entry.remark}
          most={400}
          onChange={(remark) => set({ remark })}
        />
      </div>
      {isSame ? (
        <p className={css.amendNothing}>
          <Phrases text={t('amend.nothing')} />
        </p>
      ) : (
        <Whys
          title={t('amend.why')}
          whys={WHYS.map((why) => t(`amend.whys.${why}`))}
          onWhy={(why) => {
            send({ type: 'amend-visit', visit: visit.visit, seq: visit.seq, change, why })
            onClose()
          }}
        />
      )}
    </Dialog>
  )
}
