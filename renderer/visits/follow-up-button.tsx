import { useEffect, useState } from 'react'
import type { FollowUp } from '../../contract/follow-up.ts'
import { RESULTS_OF } from '../../contract/follow-up-kinds.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { send } from '../state/connection.ts'
import { SettleDialog } from './later-settle-dialog.ts'
import { settle } from './settle.ts'

/** The second tap of a finger that taps twice comes sooner than this; it takes nothing back. */
const SECOND_TAP_MS = 800

/** Takes back what was recorded; not by the second tap of what recorded it, for it stands in its place. */
const UndoButton = ({ followUp, name }: { followUp: FollowUp; name: string }) => {
  const t = useWords()
  const { visit, seq, what } = followUp
  const [isReady, setReady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), SECOND_TAP_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <Button
      rank="quiet"
      icon="back"
      data-ready={isReady}
      aria-label={`${t('followUps.undo')} ${name}`}
      onPress={() => {
        if (isReady) send({ type: 'undo-follow-up', visit, seq, what })
      }}
    >
      {t('followUps.undo')}
    </Button>
  )
}

/** Records what came of something to do: by one press where only one thing can, otherwise after a question. Undoes it again. */
export const FollowUpButton = ({
  followUp,
  name,
  at = null,
}: {
  followUp: FollowUp
  name: string
  /** The id of another counter that it is open at: there it is undone, not here. */
  at?: string | null
}) => {
  const t = useWords()
  const [isAsking, setAsking] = useState(false)
  const { what, done } = followUp
  if (done !== null) return at === null ? <UndoButton followUp={followUp} name={name} /> : null
  const results = RESULTS_OF[what]
  const [only] = results
  const isMoney = what === 'paid-in-full' || what === 'deposit'
  const word = isMoney ? 'cameBack' : results.length > 1 ? 'record' : 'done'
  return (
    <>
      <Button
        icon="tick"
        aria-label={`${t(`followUps.${word}`)} ${name}`}
        onPress={() => {
          if (results.length > 1 || only === undefined) setAsking(true)
          else settle({ followUp, at }, only)
        }}
      >
        {t(`followUps.${word}`)}
      </Button>
      {isAsking ? <SettleDialog toSettle={{ followUp, at }} onClose={() => setAsking(false)} /> : null}
    </>
  )
}
