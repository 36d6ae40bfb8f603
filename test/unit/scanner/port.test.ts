import { hidSource } from '../../../native/scanner/hid.ts'
import { createSimulatedScanner } from '../../../native/scanner/simulated.ts'
import { createScannerPort } from '../../../native/scanner/watch.ts'
import { describeScannerPort } from '../../ports/scanner-port.ts'
import { fakeHid, scannerInfo } from './fake-hid.ts'
import { fakeTime } from './fake-time.ts'

describeScannerPort('the simulated scanner', () => {
  const { time, goOn } = fakeTime()
  const scanner = createSimulatedScanner(time)
  return {
    port: scanner,
    scan: () => scanner.obey({ command: 'scan', code: 'prescription' }),
    unplug: () => scanner.obey({ command: 'fault', fault: 'scanner-unplugged' }),
    plug: () => scanner.obey({ command: 'fault', fault: 'scanner-plugged' }),
    goOn,
  }
})

describeScannerPort('a scanner of the HID system', () => {
  const { time, goOn } = fakeTime()
  const hid = fakeHid()
  const PATH = '/dev/hidraw0'
  hid.plug(scannerInfo(PATH))
  return {
    port: createScannerPort([hidSource(hid.backend, [])], time),
    scan: () => {
      for (const piece of [1, 2, 3]) hid.send(PATH, Uint8Array.of(2, piece))
    },
    unplug: () => hid.pull(PATH),
    plug: () => hid.plug(scannerInfo(PATH)),
    goOn,
  }
})
