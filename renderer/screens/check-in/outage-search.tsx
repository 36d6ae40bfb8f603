import type { OutageSearch } from '../../../contract/outage.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import type { CheckInDialog } from './dialogs.ts'
import nextStepCardCss from './next-step-card.module.css'

const say = (search: OutageSearch | null): void => send({ type: 'set-outage-search', search })

/** While the official system is down: search in its outage mode first, and say here what it said. */
export const OutageSearchStep = ({ onOpen }: { onOpen: (dialog: CheckInDialog) => void }) => {
  const t = useWords()
  return (
    <>
      <p className={nextStepCardCss.stepTitle}>
        <Phrases text={t('outage.searchNow')} />
      </p>
      <p className={nextStepCardCss.stepLead}>
        <Phrases text={t('outage.searchBy')} />
      </p>
      <Button rank="next" large icon="tick" onPress={() => say('found')}>
        {t('outage.found')}
      </Button>
      <Button icon="more" onPress={() => say('not-found')}>
        {t('outage.notFound')}
      </Button>
      <p className={nextStepCardCss.stepOr}>
        <Phrases text={t('outage.orPaper')} />
      </p>
      <Button icon="pencil" shortcut="F2" onPress={() => onOpen('choose')}>
        {t('evidence.add')}
      </Button>
    </>
  )
}
