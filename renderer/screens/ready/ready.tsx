import { memo } from 'react'
import { hasPatientsCard } from '../../../contract/card.ts'
import type { DeskState } from '../../../contract/desk.ts'
import { Counter } from '../../drawings/counter.tsx'
import { DocumentPicture } from '../../drawings/document-picture.tsx'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useIsCramped } from '../../state/cramped.ts'
import { useDesk } from '../../state/desk.ts'
import { useHotkeys } from '../../state/hotkeys.ts'
import { Arrivals } from '../bridge/arrivals.tsx'
import { OutageRecheck } from '../outage/outage-recheck.tsx'
import { StartOutage } from '../outage/start-outage.tsx'
import { Tray } from '../tray/tray.tsx'
import { ClockDoubt } from './clock-doubt.tsx'
import { FollowUps } from './follow-ups.tsx'
import { GuideCard } from './guide-card.tsx'
import css from './ready.module.css'
import { SiteFollowUps } from './site-follow-ups.tsx'
import { Visits } from './visits.tsx'

/** The devices that a patient's card or code can be brought to. */
const devicesOf = (cardReader: DeskState['cardReader'], scanner: DeskState['scanner']) => ({
  reads: cardReader.state === 'ready' || cardReader.state === 'read' || cardReader.state === 'starting',
  scans: scanner.state === 'ready' || scanner.state === 'starting',
})

/** The next thing to do, in one line and one picture. */
const Invitation = memo(() => {
  const t = useWords()
  const { cardReader, scanner } = useDesk()
  const isLeft = hasPatientsCard(cardReader)
  const { reads, scans } = devicesOf(cardReader, scanner)
  return (
    <>
      {isLeft ? <DocumentPicture type="my-number-card" width={9} /> : <Counter />}
      <h2 id="ready-invitation" className={css.readyLine}>
        <Phrases
          text={t(
            isLeft
              ? 'ready.cardLies'
              : reads
                ? scans
                  ? 'ready.cardOrCode'
                  : 'ready.card'
                : scans
                  ? 'ready.code'
                  : 'ready.hand',
          )}
        />
      </h2>
      <p className="soft">
        <Phrases
          text={t(isLeft ? 'ready.cardLiesHint' : reads || scans ? 'ready.byItself' : 'ready.withoutDevices')}
        />
      </p>
    </>
  )
})

/** Nobody is at the desk: what to do, in one line and one picture; what is still open; what has been done today. */
export const Ready = ({ onHistory, onGuide }: { onHistory: () => void; onGuide: () => void }) => {
  const t = useWords()
  const {
    cardReader,
    clockDoubt,
    scanner,
    followUps,
    visits,
    visitCount,
    office,
    bridge: { arrivals },
  } = useDesk()
  const open = () => send({ type: 'open-check-in' })
  useHotkeys({ f2: open })
  // If the text is large for the window, who waits for a touch would lie out of sight below the invitation.
  const isCramped = useIsCramped()
  const { reads, scans } = devicesOf(cardReader, scanner)
  return (
    <div className={css.ready}>
      {isCramped && arrivals.length > 0 ? (
        <div className={css.readyFirst}>
          <Arrivals />
        </div>
      ) : null}
      <section className={css.readyInvitation} aria-labelledby="ready-invitation">
        <div className={css.readySaid}>
          {clockDoubt === null ? <Invitation /> : <ClockDoubt titleId="ready-invitation" />}
        </div>
        <div className={css.readyByHand}>
          <Button rank={reads || scans ? 'plain' : 'next'} large icon="pencil" shortcut="F2" onPress={open}>
            {t('ready.byHand')}
          </Button>
          <StartOutage />
        </div>
      </section>
      <div className={css.readyLists}>
        <Tray />
        <OutageRecheck />
        <GuideCard onOpen={onGuide} />
        {isCramped ? null : <Arrivals />}
        <FollowUps followUps={followUps} />
        <SiteFollowUps />
        <Visits
          visits={visits}
          count={visitCount}
          onEarlier={office.staff.rights.includes('look') ? onHistory : null}
        />
      </div>
    </div>
  )
}
