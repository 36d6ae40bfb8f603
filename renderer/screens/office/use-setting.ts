import { useEffect, useState } from 'react'
import type { Settings } from '../../../contract/office.ts'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'

/** Changes settings; each change is kept by the desk at once. */
export const changeSettings = (settings: Partial<Settings>): void =>
  send({ type: 'change-settings', settings })

export const useSettings = (): Settings => useDesk().office.settings

/**
 * Text typed into the boxes of settings and not handed in yet, by the box: a tab that is left and opened again still
 * has it.
 */
const unkept = new Map<string, string>()

/**
 * A setting that is typed: what is in the box, and a way to keep it. The box follows the desk until it is touched, and
 * keeps what was typed until it is handed in, whatever tab or page is looked at meanwhile.
 * @param box a name of its own for each box
 */
export const useTyped = (
  box: string,
  kept: string,
): { text: string; setText: (text: string) => void; isChanged: boolean } => {
  const [typed, setTyped] = useState<string | null>(() => unkept.get(box) ?? null)
  useEffect(() => {
    if (typed === kept) unkept.delete(box)
  }, [box, typed, kept])
  return {
    text: typed ?? kept,
    setText: (text) => {
      if (text === kept) unkept.delete(box)
      else unkept.set(box, text)
      setTyped(text)
    },
    isChanged: typed !== null && typed !== kept,
  }
}
