import { memo } from 'react'
import { Button } from 'react-aria-components'
import { useWords } from '../languages/index.ts'
import { IconButton } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { useIsCramped } from '../state/cramped.ts'
import { classes } from '../styles/classes.ts'
import { Lamps } from './lamps.tsx'
import { useMeantPress } from './meant-press.ts'
import type { Said } from './said.ts'
import { StaffDoor } from './staff-door.tsx'
import css from './status-line.module.css'

/**
 * The place of all that comes and goes by itself, lamps and messages: always there and always as high, so that nothing below
 * it moves under a finger. A message takes the room of the lamps' words; a press anywhere opens all of them. Where the text is
 * large for the window the line stays in sight, with the name of who is signed in: every row is written in that name.
 */
export const StatusLine = memo(({ said, onOpen }: { said: readonly Said[]; onOpen: () => void }) => {
  const t = useWords()
  const isCramped = useIsCramped()
  const [first, ...others] = said
  const isMeant = useMeantPress(first?.key ?? '')
  return (
    <section
      className={classes(
        css.statusLine,
        first !== undefined && css[`status-${first.tone}`],
        isCramped && css.statusCramped,
      )}
      aria-label={t('messages.title')}
    >
      <Button className={classes(css.statusOpen)} aria-label={t('messages.open')} onPress={onOpen} />
      <Lamps isBare={first !== undefined || isCramped} />
      {first === undefined ? null : (
        <div key={first.key} className={css.statusSaid} role={first.tone === 'info' ? 'status' : 'alert'}>
          <Icon name={first.icon} />
          <p>
            <Phrases text={first.text} />
          </p>
        </div>
      )}
      {others.length === 0 ? null : (
        <span className={css.statusMore}>
          {others.some(({ tone }) => tone === 'problem') ? <Icon name="look" size={1} /> : null}
          {t('messages.more', { count: others.length })}
        </span>
      )}
      <ul className="hidden-visually" aria-live="polite">
        {others.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      {first === undefined || first.dismiss === null ? null : (
        <IconButton
          icon="close"
          label={t('messages.dismiss')}
          onPress={() => {
            if (isMeant()) first.dismiss?.()
          }}
        />
      )}
      {isCramped ? <StaffDoor /> : null}
    </section>
  )
})
