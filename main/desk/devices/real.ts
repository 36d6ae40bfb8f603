import { readFileSync } from 'node:fs'
import { createPcscCardReader } from '../../../native/card/card-reader.ts'
import { parseTrustAnchors, type TrustAnchors } from '../../../native/card/certificate/chain.ts'
import { createRealScanner } from '../../../native/scanner/create.ts'
import type { MakeDevices } from '../process/run.ts'

/** The clinic's authorities. A file that cannot be used is said, and leaves the chain unchecked. */
const readTrustAnchors = (file: string | null): { anchors?: TrustAnchors } => {
  if (file === null) return {}
  try {
    const parsed = parseTrustAnchors(readFileSync(file, 'utf8'))
    if (parsed.ok) return { anchors: parsed.value }
    process.stderr.write(`${file}: ${parsed.problem}\n`)
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}\n`)
  }
  return {}
}

/** The devices of a release: the machine's PC/SC service and its scanners. A person asks the official terminal. */
export const realDevices: MakeDevices = async (_options, settings, clock) => {
  const { cardReader, trustAnchorsFile, scanners } = settings()
  return {
    cardReader: createPcscCardReader({
      today: clock.today,
      verificationNumber: () => settings().cardFace,
      ...(cardReader === null ? {} : { reader: cardReader }),
      ...readTrustAnchors(trustAnchorsFile),
    }),
    scanner: createRealScanner(clock, {
      models: scanners.models,
      serial: scanners.serial.map(({ path, baudRate }) => ({ path, baudRate })),
    }),
    official: () => null,
  }
}
