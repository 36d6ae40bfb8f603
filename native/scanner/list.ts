import { hidSource } from './hid.ts'
import { nodeHidBackend } from './node-hid.ts'
import type { ScannerSource } from './source.ts'

export type ScannerList = {
  readonly usable: readonly string[]
  readonly refused: readonly string[]
  /** The line that would give access to the first of `refused`. */
  readonly udevRule: string | null
}

/** The scanners that are attached now, for `doctor`: each is opened and closed again. */
export const listScanners = async (
  sources: readonly ScannerSource[] = [hidSource(nodeHidBackend())],
): Promise<ScannerList> => {
  const found = (await Promise.all(sources.map((source) => source.find()))).flat()
  const usable: string[] = []
  const refused: string[] = []
  let udevRule: string | null = null
  for (const candidate of found) {
    const opened = await candidate.open({ piece: () => undefined, gone: () => undefined })
    if (opened.ok) {
      usable.push(candidate.label)
      await opened.value.close().catch(() => undefined)
    } else if (opened.problem === 'permission-refused') {
      refused.push(candidate.label)
      udevRule ??= candidate.udevRule
    }
  }
  return { usable, refused, udevRule }
}
