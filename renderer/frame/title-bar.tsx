import { memo } from 'react'
import { useWords } from '../languages/index.ts'
import { Icon } from '../parts/icon.tsx'
import { useRuntimeFacts } from '../state/connection.ts'
import { useIsCramped } from '../state/cramped.ts'
import { useDesk } from '../state/desk.ts'
import { Door } from './door.tsx'
import { StaffDoor } from './staff-door.tsx'
import css from './title-bar.module.css'

export type Page = 'desk' | 'history' | 'settings' | 'first-run'

/**
 * Header: the page and the navigation. Nothing that comes by itself is in it, so that it keeps its height. Where the text is large
 * for the window it scrolls away with the page.
 */
export const TitleBar = memo(
  ({
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
      <header className={css.titleBar}>
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
      </header>
    )
  },
)
