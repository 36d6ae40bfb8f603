/** One HID input report to the piece of a scan in it (HID Point of Sale Usage Tables, usage page 0x8C). */
import { type ReportLayout, SCANNED_DATA_REPORT } from '../../contract/scanner.ts'
import { isReply, readIdentifier } from './symbology.ts'

export type ReportPiece =
  /** Another report id, or a scanner's answer to a command. */
  | { readonly kind: 'ignored' }
  /** A scan's report that cannot be one in this layout: too short, or a length that does not fit. */
  | { readonly kind: 'malformed'; readonly symbology: string | null; readonly continued: boolean }
  | {
      readonly kind: 'data'
      readonly symbology: string | null
      readonly data: Uint8Array
      readonly continued: boolean
    }

const withoutPadding = (data: Uint8Array): Uint8Array => {
  let end = data.length
  while (end > 0 && data[end - 1] === 0) end -= 1
  return data.subarray(0, end)
}

/** Reads one report, report id first, in the layout of its device. */
export const readReport = (report: Uint8Array, layout: ReportLayout): ReportPiece => {
  if (report[0] !== SCANNED_DATA_REPORT) return { kind: 'ignored' }
  const symbology = readIdentifier(report.subarray(layout.identifier))
  if (isReply(symbology)) return { kind: 'ignored' }
  // Without its flag byte nobody knows whether a short report continues: silence will tell.
  if (report.length < layout.size) return { kind: 'malformed', symbology, continued: true }
  const continued = ((report[layout.flag] ?? 0) & 1) === 1
  const data = report.subarray(layout.data, layout.data + layout.capacity)
  if (layout.length === null)
    return { kind: 'data', symbology, data: continued ? data : withoutPadding(data), continued }
  const length = report[layout.length] ?? 0
  return length > layout.capacity
    ? { kind: 'malformed', symbology, continued }
    : { kind: 'data', symbology, data: data.subarray(0, length), continued }
}
