import { createPcscCardReader } from '../../../native/card/card-reader.ts'
import { createRealScanner } from '../../../native/scanner/create.ts'
import { systemClock } from '../clock.ts'
import type { MakeDevices } from '../run.ts'

/** The devices of a release: the machine's PC/SC service and its HID scanners. A person asks the official terminal. */
export const realDevices: MakeDevices = async (_options, settings) => ({
  cardReader: createPcscCardReader({
    today: systemClock.today,
    ...(settings.cardReader === null ? {} : { reader: settings.cardReader }),
  }),
  scanner: createRealScanner(systemClock),
  official: () => null,
})
