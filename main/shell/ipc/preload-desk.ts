import { contextBridge } from 'electron'
import type { Bridge } from '../../../contract/bridge.ts'
import { openBridge, openChooseFolder, openPrint } from './bridge.ts'

contextBridge.exposeInMainWorld('uketsuke', {
  ...openBridge(),
  print: openPrint(),
  chooseFolder: openChooseFolder(),
} satisfies Bridge)
