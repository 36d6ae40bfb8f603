import { guideProgress, wantsGuide } from '../../../contract/first-run.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { useDesk } from '../../state/desk.ts'
import css from './guide-card.module.css'
import readyCss from './ready.module.css'

/** Leads to the guide of the first day, while something of it is missing. */
export const GuideCard = ({ onOpen }: { onOpen: () => void }) => {
  const t = useWords()
  const desk = useDesk()
  if (!wantsGuide(desk)) return null
  const count = guideProgress(desk).filter(({ state }) => state === 'missing').length
  return (
    <section className={readyCss.listCard} aria-labelledby="guide-card-title">
      <div className={css.guideCard}>
        <div>
          <h2 id="guide-card-title" className={css.guideCardTitle}>
            {t('guide.title')}
          </h2>
          <p className="small soft">
            <Phrases text={t('guide.missing', { count })} />
          </p>
        </div>
        <Button icon="next" onPress={onOpen}>
          {t('guide.open')}
        </Button>
      </div>
    </section>
  )
}
