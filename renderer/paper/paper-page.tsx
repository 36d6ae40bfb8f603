import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { useConnection } from '../state/connection.ts'

type Request =
  | { readonly paper: 'declaration' | 'journal-slip' | 'key-sheet' | 'month-list' }
  | { readonly paper: 'slip'; readonly seq: number }

/** `declaration`, `journal-slip`, `key-sheet`, `month-list` and `slip-17` as they stand in the address; anything else is no paper. */
export const parseRequest = (text: string): Request | null => {
  if (text === 'declaration' || text === 'journal-slip' || text === 'key-sheet' || text === 'month-list')
    return { paper: text }
  const seq = /^slip-(\d{1,12})$/.exec(text)?.[1]
  return seq === undefined ? null : { paper: 'slip', seq: Number(seq) }
}

/** Each paper brings its sheet (`@page`), and a page has one sheet: so only the paper that is asked for is loaded. */
const Slip = lazy(async () => ({ default: (await import('./slip.tsx')).Slip }))
const JournalSlip = lazy(async () => ({ default: (await import('./journal-slip.tsx')).JournalSlip }))
const KeySheetPaper = lazy(async () => ({ default: (await import('./key-sheet.tsx')).KeySheetPaper }))
const MonthPaper = lazy(async () => ({ default: (await import('./month-paper.tsx')).MonthPaper }))
const Declaration = lazy(async () => ({ default: (await import('./declaration.tsx')).Declaration }))

/** Until every letter of the page has its font: a letter whose font is still to come would be printed as nothing. */
const lettersLoaded = async (): Promise<void> => {
  do {
    // Reading a measure lays the page out, and only what is laid out asks for its fonts.
    document.body.getBoundingClientRect()
    await document.fonts.ready
  } while ([...document.fonts].some(({ status }) => status === 'loading'))
}

/** Says that the page may be printed: drawn in its style, and its letters loaded. */
const useReady = (isDrawn: boolean): void => {
  useEffect(() => {
    if (!isDrawn) return
    let wanted = true
    void lettersLoaded().then(() => {
      if (wanted) document.documentElement.dataset.paper = 'ready'
    })
    return () => {
      wanted = false
    }
  }, [isDrawn])
}

/** Tells when what stands beside it has been loaded and drawn. */
const Drawn = ({ onDrawn }: { onDrawn: () => void }) => {
  useEffect(onDrawn, [onDrawn])
  return null
}

/** One paper, drawn from the present state. Its window is never shown. Where there is nothing to print it never gets ready. */
export const PaperPage = ({ request }: { request: string }) => {
  const connection = useConnection()
  const asked = parseRequest(request)
  const state = connection.phase === 'ready' ? connection.state : null
  const opened = state?.office.opened?.row ?? null
  const visit =
    asked?.paper === 'slip'
      ? [
          ...(state?.visits ?? []),
          ...(state?.office.history?.rows ?? []),
          ...(opened === null ? [] : [opened]),
        ].find(({ seq }) => seq === asked.seq)
      : undefined
  const checkIn = asked?.paper === 'declaration' ? (state?.checkIn ?? undefined) : undefined
  const journalSlip = asked?.paper === 'journal-slip' ? state?.office.journal.slip : null
  const keySheet = asked?.paper === 'key-sheet' ? state?.office.journal.newKeySheet : null
  const month = asked?.paper === 'month-list' ? (state?.office.month ?? undefined) : undefined
  const [isDrawn, setDrawn] = useState(false)
  const sayDrawn = useCallback(() => setDrawn(true), [])
  useReady(isDrawn)
  if (state === null) return null
  const { clinicName } = state.office.settings
  const paper = () => {
    // Their codes are drawn later than their words.
    if (keySheet != null) return <KeySheetPaper sheet={keySheet} clinicName={clinicName} onDrawn={sayDrawn} />
    if (journalSlip != null)
      return <JournalSlip slip={journalSlip} clinicName={clinicName} onDrawn={sayDrawn} />
    if (visit === undefined && checkIn === undefined && month === undefined) return null
    return (
      <>
        {visit === undefined ? null : <Slip visit={visit} clinicName={clinicName} />}
        {checkIn === undefined ? null : <Declaration checkIn={checkIn} clinicName={clinicName} />}
        {month === undefined ? null : <MonthPaper list={month} clinicName={clinicName} />}
        <Drawn onDrawn={sayDrawn} />
      </>
    )
  }
  return <Suspense fallback={null}>{paper()}</Suspense>
}
