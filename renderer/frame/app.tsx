import { memo, useCallback, useEffect, useRef, useState } from 'react'
import { I18nProvider } from 'react-aria-components'
import type { DeskState } from '../../contract/desk.ts'
import { LOCALES } from '../../contract/languages/index.ts'
import { DeskLanguageProvider, useWords } from '../languages/index.ts'
import { loadParts } from '../parts/later.tsx'
import { OutageBanner } from '../screens/outage/outage-banner.tsx'
import { Ready } from '../screens/ready/ready.tsx'
import { useBeginAtTop } from '../state/begin-at-top.ts'
import { send, useConnection } from '../state/connection.ts'
import { DeskProvider, useDesk } from '../state/desk.ts'
import { useHotkeys } from '../state/hotkeys.ts'
import { PreferencesProvider } from '../state/preferences.tsx'
import { OpenedVisit } from '../visits/later-opened-visit.ts'
import css from './app.module.css'
import { Curtain, useCurtain } from './curtain.tsx'
import {
  CheckIn,
  DisplayDialog,
  Dock,
  FirstRunPage,
  HelpDialog,
  HistoryPage,
  SaidDialog,
  SettingsPage,
  SignIn,
  TrayDialog,
} from './later-parts.ts'
import { rehearse } from './rehearsal.tsx'
import { useSaid } from './said.ts'
import { useNoSecondTaps } from './second-taps.ts'
import { Sounds } from './sounds/sounds.tsx'
import { StatusLine } from './status-line.tsx'
import { type Page, TitleBar } from './title-bar.tsx'
import { useWedge, type WedgeNotice } from './wedge.ts'

/** The rest is loaded within so long even where the window is never idle. */
const LATEST_PARTS_MS = 1_000

/** A patient at the desk comes before every other page: it is left as soon as a check-in opens. */
const usePage = (checkIn: string | null): [Page, (page: Page) => void] => {
  const [chosen, setChosen] = useState<{ page: Page; checkIn: string | null }>({ page: 'desk', checkIn })
  const page = chosen.checkIn === checkIn || checkIn === null ? chosen.page : 'desk'
  return [page, useCallback((next) => setChosen({ page: next, checkIn }), [checkIn])]
}

/** The dock, where devices are simulated. Apart from the rest, because each simulated card changes it. */
const DockPlace = memo(() => {
  const { simulator } = useDesk()
  if (simulator === null) return null
  return (
    <div className={css.appDock}>
      <Dock simulator={simulator} />
    </div>
  )
})

/** Everything in the window. A change draws only its own part again, because the patient waits for the drawing. */
const Desk = memo(() => {
  const { checkIn, office, question, tray } = useDesk()
  const [page, setPage] = usePage(checkIn?.id ?? null)
  const [over, setOver] = useState<'display' | 'help' | 'messages' | 'tray' | null>(null)
  const signIn = office.staff.required && office.staff.signedIn === null
  /** One waiting visit is opened by the key itself; of several, a person says which. At a locked desk it is nobody's to see. */
  const openTray = useCallback(() => {
    const [only, ...more] = tray
    if (only === undefined || signIn) return
    if (more.length === 0) send({ type: 'recall-check-in', id: only.id })
    else setOver('tray')
  }, [tray, signIn])
  const openDisplay = useCallback(() => setOver('display'), [])
  const openHelp = useCallback(() => setOver('help'), [])
  const openMessages = useCallback(() => setOver('messages'), [])
  useHotkeys({
    f1: () => setOver((before) => (before === 'help' ? null : 'help')),
    f9: openDisplay,
    f10: openTray,
    f12: openMessages,
  })
  const [notice, setNotice] = useState<WedgeNotice | null>(null)
  const said = useSaid(notice, setNotice)
  const view = useRef<HTMLElement>(null)
  useBeginAtTop(view, `${page} ${checkIn?.id ?? ''} ${checkIn?.draft?.form ?? ''}`)
  // At a desk with people, their sign-in hides the screen instead.
  const { lockAfterMinutes } = office.settings
  const atDesk = `${checkIn?.id ?? ''} ${checkIn?.evidence.length ?? 0} ${checkIn?.held.length ?? 0} ${question?.number ?? ''}`
  const [isDrawn, openCurtain] = useCurtain(office.staff.required ? 0 : lockAfterMinutes, atDesk)
  useWedge(setNotice, isDrawn)
  useNoSecondTaps()
  return (
    <div className={css.appFrame}>
      {isDrawn ? <Curtain onOpen={openCurtain} /> : null}
      <div className={css.app} inert={isDrawn}>
        <TitleBar
          page={page}
          onPage={setPage}
          onDisplay={openDisplay}
          onHelp={openHelp}
          onTray={!signIn && (page !== 'desk' || checkIn !== null) ? openTray : null}
        />
        <StatusLine said={said} onOpen={openMessages} />
        <OutageBanner />
        <main ref={view} className={css.appMain}>
          {signIn ? (
            <SignIn />
          ) : page === 'history' ? (
            <HistoryPage />
          ) : page === 'settings' ? (
            <SettingsPage onGuide={() => setPage('first-run')} />
          ) : page === 'first-run' ? (
            <FirstRunPage onLeave={() => setPage('desk')} />
          ) : checkIn === null ? (
            <Ready onHistory={() => setPage('history')} onGuide={() => setPage('first-run')} />
          ) : (
            <CheckIn key={checkIn.id} checkIn={checkIn} />
          )}
        </main>
        <DockPlace />
        {office.opened === null || signIn ? null : (
          <OpenedVisit key={office.opened.row.seq} opened={office.opened} />
        )}
        {over === 'help' ? <HelpDialog onClose={() => setOver(null)} /> : null}
        {over === 'display' ? <DisplayDialog onClose={() => setOver(null)} /> : null}
        {over === 'messages' ? <SaidDialog said={said} onClose={() => setOver(null)} /> : null}
        {over === 'tray' && tray.length > 0 && !signIn ? <TrayDialog onClose={() => setOver(null)} /> : null}
      </div>
    </div>
  )
})

/** The window as it draws one state. */
export const DrawnDesk = ({ state }: { state: DeskState }) => {
  const { language } = state.office.settings
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  return (
    <I18nProvider locale={LOCALES[language].locale}>
      <DeskLanguageProvider value={language}>
        <DeskProvider value={state}>
          <PreferencesProvider state={state}>
            <Desk />
            <Sounds desk={state} />
          </PreferencesProvider>
        </DeskProvider>
      </DeskLanguageProvider>
    </I18nProvider>
  )
}

/** A start that takes no longer is seen as one drawing, not as a line that flashes up before it. */
const UNSEEN_MS = 200

/** No desk yet, or one that speaks another version of the contract. */
const Waiting = ({ problem }: { problem: string | null }) => {
  const t = useWords()
  const [isLong, setLong] = useState(problem !== null)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), UNSEEN_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!isLong) return null
  return (
    <main className={css.appWaiting}>
      <p className={css.appWaitingName}>{t('product.name')}</p>
      <p role="status">{t(problem === null ? 'product.starting' : 'product.unreadable')}</p>
      {problem === null ? null : <p className="small soft">{problem}</p>}
    </main>
  )
}

/** The receptionist's window: whatever state the desk is in, drawn. What the first screen does not need comes after it. */
export const App = () => {
  const connection = useConnection()
  const isReady = connection.phase === 'ready'
  const latest = useRef<DeskState | null>(null)
  latest.current = connection.phase === 'ready' ? connection.state : null
  useEffect(() => {
    if (!isReady) return
    const idle = requestIdleCallback(
      async () => {
        await loadParts()
        const { current: state } = latest
        if (state !== null && state.checkIn === null) rehearse(state, (drawn) => <DrawnDesk state={drawn} />)
      },
      { timeout: LATEST_PARTS_MS },
    )
    return () => cancelIdleCallback(idle)
  }, [isReady])
  if (connection.phase === 'ready') return <DrawnDesk state={connection.state} />
  return <Waiting problem={connection.phase === 'unreadable' ? connection.problem : null} />
}
