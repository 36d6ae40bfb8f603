import { useCallback, useEffect, useState } from 'react'
import { useConnection } from '../state/connection.ts'
import { Declaration } from './declaration.tsx'
import { JournalSlip } from './journal-slip.tsx'
import { Slip } from './slip.tsx'

type Request =
  | { readonly paper: 'declaration' | 'journal-slip' }
  | { readonly paper: 'slip'; readonly seq: number }

/** `declaration`, `journal-slip` and `slip-17` as they stand in the address; anything else is no paper. */
export const parseRequest = (text: string): Request | null => {
  if (text === 'declaration' || text === 'journal-slip') return { paper: text }
  const seq = /^slip-(\d{1,12})$/.exec(text)?.[1]
  return seq === undefined ? null : { paper: 'slip', seq: Number(seq) }
}

/** The papers have different sheets, and a page has one; so each brings its own style. */
const loadStyle = (paper: Request['paper']): Promise<unknown> => {
  switch (paper) {
    case 'slip':
      return import('./slip.css')
    case 'journal-slip':
      return import('./journal-slip.css')
    case 'declaration':
      return import('./declaration.css')
  }
}

/** Until every letter of the page has its font: a letter whose font is still to come would be printed as nothing. */
const lettersLoaded = async (): Promise<void> => {
  do {
    // Reading a measure lays the page out, and only what is laid out asks for its fonts.
    document.body.getBoundingClientRect()
    await document.fonts.ready
  } while ([...document.fonts].some(({ status }) => status === 'loading'))
}

/** Says that the page may be printed: drawn in its style, and its letters loaded. */
const useReady = (paper: Request['paper'] | undefined, isDrawn: boolean): void => {
  useEffect(() => {
    if (paper === undefined || !isDrawn) return
    let wanted = true
    const prepare = async (): Promise<void> => {
      await loadStyle(paper)
      await lettersLoaded()
      if (wanted) document.documentElement.dataset.paper = 'ready'
    }
    void prepare()
    return () => {
      wanted = false
    }
  }, [paper, isDrawn])
}

/** One paper, drawn from the present state. Its window is never shown. Where there is nothing to print it never gets ready. */
export const PaperPage = ({ request }: { request: string }) => {
  const connection = useConnection()
  const asked = parseRequest(request)
  const state = connection.phase === 'ready' ? connection.state : null
  const visit =
    asked?.paper === 'slip'
      ? [...(state?.visits ?? []), ...(state?.office.history?.rows ?? [])].find(
          ({ seq }) => seq === asked.seq,
        )
      : undefined
  const checkIn = asked?.paper === 'declaration' ? (state?.checkIn ?? undefined) : undefined
  const journalSlip = asked?.paper === 'journal-slip' ? state?.office.journal.slip : null
  const [codeDrawn, setCodeDrawn] = useState(false)
  const sayCodeDrawn = useCallback(() => setCodeDrawn(true), [])
  useReady(asked?.paper, visit !== undefined || checkIn !== undefined || codeDrawn)
  if (state === null) return null
  const { clinicName } = state.office.settings
  if (visit !== undefined) return <Slip visit={visit} clinicName={clinicName} />
  if (journalSlip != null)
    return <JournalSlip slip={journalSlip} clinicName={clinicName} onDrawn={sayCodeDrawn} />
  return checkIn === undefined ? null : <Declaration checkIn={checkIn} clinicName={clinicName} />
}
