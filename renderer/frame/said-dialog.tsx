import { useWords } from '../languages/index.ts'
import { IconButton } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Icon } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { ClockDoubt } from '../screens/ready/clock-doubt.tsx'
import { useDesk } from '../state/desk.ts'
import { classes } from '../styles/classes.ts'
import { Lamps } from './lamps.tsx'
import { useMeantPress } from './meant-press.ts'
import type { Said } from './said.ts'
import css from './said-dialog.module.css'

/** Everything that is said now, whole, and every lamp with its words. */
export const SaidDialog = ({ said, onClose }: { said: readonly Said[]; onClose: () => void }) => {
  const t = useWords()
  const { clockDoubt } = useDesk()
  const isMeant = useMeantPress(said.map(({ key }) => key).join(' '))
  const listed = said.filter(({ key }) => key !== 'clock-doubt')
  return (
    <Dialog title={t('messages.title')} closeLabel={t('common.close')} onClose={onClose}>
      <ClockDoubt />
      {clockDoubt === null && listed.length === 0 ? <p className="soft">{t('messages.none')}</p> : null}
      <ul className={css.saidList}>
        {listed.map(({ key, tone, icon, text, dismiss }) => (
          <li key={key} className={classes(css.saidLine, css[`said-${tone}`])}>
            <Icon name={icon} />
            <p>
              <Phrases text={text} />
            </p>
            {dismiss === null ? null : (
              <IconButton
                icon="close"
                label={t('messages.dismiss')}
                onPress={() => {
                  if (isMeant()) dismiss()
                }}
              />
            )}
          </li>
        ))}
      </ul>
      <Lamps isBare={false} />
    </Dialog>
  )
}
