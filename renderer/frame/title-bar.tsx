import { Button } from 'react-aria-components'
import { useWords } from '../languages/index.ts'
import { Icon, type IconName } from '../parts/icon.tsx'
import { send, useDesk, useRuntimeFacts } from '../state/connection.ts'
import { useIsCramped } from '../state/cramped.ts'
import { classes } from '../styles/classes.ts'
import { Lamps } from './lamps.tsx'
import css from './title-bar.module.css'

export type Page = 'desk' | 'history' | 'settings' | 'first-run'

const Door = ({ icon, word, onPress }: { icon: IconName; word: string; onPress: () => void }) => (
  <Button className={classes(css.door)} onPress={onPress}>
    <Icon name={icon} size={1.375} />
    {word}
  </Button>
)

/** Names who is signed in, and lets the next person sign in. */
const StaffDoor = () => {
  const t = useWords()
  const { signedIn } = useDesk().office.staff
  if (signedIn === null) return null
  return (
    <Door
      icon="person"
      word={t('doors.signOut', { name: signedIn.name })}
      onPress={() => send({ type: 'sign-out' })}
    />
  )
}

/**
 * Header: the page, the device lamps, the navigation. Where the text is large for the window all of it scrolls away with the page,
 * but for the line that names who is signed in: every row is written in that name.
 */
export const TitleBar = ({
  page,
  onPage,
  onDisplay,
  onHelp,
  onTray,
}: {
  page: Page
  onPage: (page: Page) => void
  onDisplay: () => void
  onHelp: () => void
  /** Opens the tray; null where it is on the page already. */
  onTray: (() => void) | null
}) => {
  const t = useWords()
  const { office, tray } = useDesk()
  const { staff } = office
  const facts = useRuntimeFacts()
  const isCramped = useIsCramped()
  return (
    <header className={css.titleBarPlace}>
      {isCramped && staff.signedIn !== null ? (
        <div className={css.titleBarStaff}>
          <StaffDoor />
        </div>
      ) : null}
      <div className={css.titleBar}>
        <div className={css.titleBarName}>
          <div>
            <h1 className={css.titleBarProduct}>{t('product.name')}</h1>
            {facts?.fallbackRuntime === true ? (
              <span
                className={css.titleBarBadge}
                title={t('product.fallbackRuntimeLong', { electron: facts.electron })}
              >
                <Icon name="look" size={0.9375} />
                {t('product.fallbackRuntime')}
              </span>
            ) : null}
          </div>
          {office.settings.clinicName === '' ? null : (
            <span className="small soft">{office.settings.clinicName}</span>
          )}
        </div>
        <Lamps />
        <nav className={css.titleBarDoors} aria-label={t('doors.title')}>
          {tray.length === 0 || onTray === null ? null : (
            <Door icon="list" word={t('tray.door', { count: tray.length })} onPress={onTray} />
          )}
          {page === 'desk' ? (
            <>
              {staff.rights.includes('look') ? (
                <Door icon="history" word={t('doors.history')} onPress={() => onPage('history')} />
              ) : null}
              <Door icon="settings" word={t('doors.settings')} onPress={() => onPage('settings')} />
            </>
          ) : (
            <Door icon="back" word={t('doors.desk')} onPress={() => onPage('desk')} />
          )}
          {isCramped ? null : <StaffDoor />}
          <Door icon="display" word={t('doors.display')} onPress={onDisplay} />
          <Door icon="help" word={t('doors.help')} onPress={onHelp} />
        </nav>
      </div>
    </header>
  )
}
