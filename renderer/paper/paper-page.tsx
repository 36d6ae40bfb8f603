import { useEffect } from 'react'
import { useConnection } from '../desk/connection.ts'
import { Declaration } from './declaration.tsx'
import { Slip } from './slip.tsx'

type Request = { readonly paper: 'declaration' } | { readonly paper: 'slip'; readonly seq: number }

/** `declaration` and `slip-17` as they stand in the address; anything else is no paper. */
export const parseRequest = (text: string): Request | null => {
  if (text === 'declaration') return { paper: 'declaration' }
  const seq = /^slip-(\d{1,12})$/.exec(text)?.[1]
  return seq === undefined ? null : { paper: 'slip', seq: Number(seq) }
}

/** Says that the page may be printed: drawn, and its letters loaded. */
const useReady = (isDrawn: boolean): void => {
  useEffect(() => {
    if (!isDrawn) return
    let wanted = true
    void document.fonts.ready.then(() =>
      requestAnimationFrame(() => {
        if (wanted) document.documentElement.dataset.paper = 'ready'
      }),
    )
    return () => {
      wanted = false
    }
  }, [isDrawn])
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
  useReady(visit !== undefined || checkIn !== undefined)
  if (state === null) return null
  const { clinicName } = state.office.settings
  if (visit !== undefined) return <Slip visit={visit} clinicName={clinicName} />
  return checkIn === undefined ? null : <Declaration checkIn={checkIn} clinicName={clinicName} />
}
