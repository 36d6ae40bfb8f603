import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import css from './outage.module.css'

/** The order in which a reception works through an outage of the eligibility system (rule N10). */
const OUTAGE_STEPS = ['call', 'callBack', 'enable', 'search', 'report'] as const

/** The steps of an outage, and its end. */
export const OutageDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useWords()
  const { outage, office } = useDesk()
  const mayEnd = outage !== null && office.staff.rights.includes('outage')
  return (
    <Dialog title={t('outage.steps')} closeLabel={t('common.close')} onClose={onClose}>
      <ol className={css.outageSteps}>
        {OUTAGE_STEPS.map((step) => (
          <li key={step}>
            <Phrases text={t(`outage.${step}`)} />
          </li>
        ))}
      </ol>
      <p>
        <Phrases text={t(mayEnd ? 'outage.endText' : 'outage.askOther')} />
      </p>
      <div className={dialogCss.dialogFoot}>
        {mayEnd ? (
          <Button
            icon="tick"
            onPress={() => {
              send({ type: 'end-outage' })
              onClose()
            }}
          >
            {t('outage.end')}
          </Button>
        ) : null}
        <Button rank="next" onPress={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  )
}
