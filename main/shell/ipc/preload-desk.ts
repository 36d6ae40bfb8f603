import { contextBridge } from 'electron'
import type { Bridge } from '../../../contract/bridge.ts'
import { openBridge, openPrint } from './bridge.ts'

contextBridge.exposeInMainWorld('uketsuke', { ...openBridge(), print: openPrint() } satisfies Bridge)
