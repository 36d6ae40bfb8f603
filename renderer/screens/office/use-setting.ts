import { useState } from 'react'
import type { Settings } from '../../../contract/office.ts'
import { send, useDesk } from '../../state/connection.ts'

/** Changes settings; each change is kept by the desk at once. */
export const changeSettings = (settings: Partial<Settings>): void =>
  send({ type: 'change-settings', settings })

export const useSettings = (): Settings => useDesk().office.settings

/**
 * A setting that is typed: what is in the box, and a way to keep it. The box follows the desk until it is touched, and
 * keeps what was typed until it is handed in.
 */
export const useTyped = (
  kept: string,
): { text: string; setText: (text: string) => void; isChanged: boolean } => {
  const [typed, setTyped] = useState<string | null>(null)
  return { text: typed ?? kept, setText: setTyped, isChanged: typed !== null && typed !== kept }
}
