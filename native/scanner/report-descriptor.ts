/**
 * Finds the parts of a scanner's report 2, from the HID report descriptor (Device Class Definition for HID 1.11,
 * section 6.2.2; usages from HID Point of Sale Usage Tables 1.02).
 */
import { type ReportLayout, SCANNED_DATA_REPORT } from '../../contract/scanner.ts'

/** Usages as page and id in one number: 0x8C00FE is page 0x8C, usage 0xFE. */
const USAGE = {
  byteCount: 0x01003b,
  identifierFirst: 0x8c00fb,
  decodedData: 0x8c00fe,
  decodeDataContinued: 0x8c00ff,
} as const

/** Short items by tag and type, size bits masked out. */
const ITEM = {
  usagePage: 0x04,
  reportSize: 0x74,
  reportId: 0x84,
  reportCount: 0x94,
  usage: 0x08,
  usageMinimum: 0x18,
  input: 0x80,
  output: 0x90,
  feature: 0xb0,
  collection: 0xa0,
} as const

type Item = { readonly tag: number; readonly value: number; readonly size: number }

/** `75 08` is the item 0x74 with the value 8: the low two bits are the size of the value, 3 meaning four bytes. */
const readItems = (descriptor: Uint8Array): readonly Item[] => {
  const items: Item[] = []
  let offset = 0
  while (offset < descriptor.length) {
    const prefix = descriptor[offset] ?? 0
    const size = [0, 1, 2, 4][prefix & 3] ?? 0
    const bytes = descriptor.subarray(offset + 1, offset + 1 + size)
    const value = bytes.reduceRight((sum, byte) => sum * 256 + byte, 0)
    items.push({ tag: prefix & 0xfc, value, size })
    offset += 1 + size
  }
  return items
}

type Field = { readonly usage: number; readonly byte: number; readonly bytes: number }

/** The input fields of report 2 in order, with the byte of the report in which each begins (the report id is byte 0). */
const inputFields = (items: readonly Item[]): { fields: readonly Field[]; size: number } => {
  const fields: Field[] = []
  let [page, reportId, reportSize, reportCount, bits] = [0, 0, 0, 0, 8]
  let usages: number[] = []
  for (const { tag, value, size } of items) {
    if (tag === ITEM.usagePage) page = value
    else if (tag === ITEM.reportId) reportId = value
    else if (tag === ITEM.reportSize) reportSize = value
    else if (tag === ITEM.reportCount) reportCount = value
    else if (tag === ITEM.usage || tag === ITEM.usageMinimum)
      usages.push(size === 4 ? value : page * 0x10000 + value)
    else if (tag === ITEM.input && reportId === SCANNED_DATA_REPORT) {
      const each = usages.length > 1 ? 1 : reportCount
      usages.forEach((usage, index) => {
        const begins = bits + index * each * reportSize
        fields.push({ usage, byte: Math.floor(begins / 8), bytes: Math.ceil((each * reportSize) / 8) })
      })
      bits += reportCount * reportSize
    }
    if (tag === ITEM.input || tag === ITEM.output || tag === ITEM.feature || tag === ITEM.collection)
      usages = []
  }
  return { fields, size: Math.ceil(bits / 8) }
}

/**
 * The layout that a descriptor tells, or null when it does not name identifier, data and flag. A scanner that names
 * no byte count has none, unless a byte without a name stands between the report id and the identifier.
 */
export const readReportDescriptor = (descriptor: Uint8Array): ReportLayout | null => {
  const { fields, size } = inputFields(readItems(descriptor))
  const at = (usage: number): Field | undefined => fields.find((field) => field.usage === usage)
  const identifier = at(USAGE.identifierFirst)
  const data = at(USAGE.decodedData)
  const flag = at(USAGE.decodeDataContinued)
  if (!identifier || !data || !flag || data.bytes < 1 || flag.byte >= size) return null
  return {
    size,
    length: at(USAGE.byteCount)?.byte ?? (identifier.byte > 1 ? 1 : null),
    identifier: identifier.byte,
    data: data.byte,
    capacity: data.bytes,
    flag: flag.byte,
  }
}
