import type { VisitRow } from '../../contract/visit-row.ts'
import { useWords } from '../languages/index.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { send } from '../state/connection.ts'
import { Whys } from './whys.tsx'

const WHYS = ['card', 'paper', 'typing'] as const

/** Opens a check-in that goes on with a visit of today; the reason that is pressed goes on record. */
export const ReopenDialog = ({ visit, onClose }: { visit: VisitRow; onClose: () => void }) => {
  const t = useWords()
  return (
    <Dialog title={t('amend.reopenTitle')} closeLabel={t('common.close')} onClose={onClose}>
      <p className="soft">
        <Phrases text={t('amend.reopenText')} />
      </p>
      <Whys
        title={t('amend.reopenWhy')}
        whys={WHYS.map((why) => t(`amend.reopenWhys.${why}`))}
        onWhy={(why) => {
          send({ type: 'reopen-visit', visit: visit.visit, seq: visit.seq, why })
          onClose()
        }}
      />
    </Dialog>
  )
}
