/** The bridge of the patient's window and of paper: without the way to the printer. */
import { contextBridge } from 'electron'
import type { Bridge, PrintResult } from '../../../contract/bridge.ts'
import { openBridge } from './bridge.ts'

const refuse = (): Promise<PrintResult> => Promise.resolve({ state: 'failed', why: 'unknown' })

contextBridge.exposeInMainWorld('uketsuke', {
  ...openBridge(),
  print: refuse,
  chooseFolder: refuse,
} satisfies Bridge)
