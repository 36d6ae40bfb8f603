/** Recordings of scanners on a virtual clock: the input of `scan`, and the form of the test cases. */
import { z } from 'zod'
import { type ScanResult, scanConfigSchema } from './scan.ts'
import type { ReportLayout } from './scanner.ts'

/** The phase of the desk: a check-in is open, it waits for an answer, or there is none. */
export const checkInPhaseSchema = z.enum(['open', 'waiting', 'close'])
export type CheckInPhase = z.infer<typeof checkInPhaseSchema>

/**
 * Everything that can happen to a scan, in the order of a monotonic clock (`at`, milliseconds). What a scanner port
 * brings (`report`, `bytes`, `lost`) is a part of it.
 */
export type ScanEvent = { readonly at: number } & (
  | {
      readonly kind: 'report'
      readonly device: string
      readonly report: Uint8Array
      /** The layout that the device's report descriptor tells; a profile by configuration goes before it. */
      readonly layout?: ReportLayout
    }
  | { readonly kind: 'bytes'; readonly device: string; readonly bytes: Uint8Array }
  /** A whole scan as text, as the keyboard wedge brings it. */
  | { readonly kind: 'text'; readonly device: string; readonly text: string }
  | { readonly kind: 'lost'; readonly device: string }
  | { readonly kind: 'check-in'; readonly phase: CheckInPhase }
  | { readonly kind: 'tick' }
)

const hexSchema = z
  .string()
  .regex(/^(?:[0-9A-Fa-f]{2})*$/, 'expected bytes in hex, two digits each')
  .transform((hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)))

const recordedEventSchema = z
  .strictObject({
    at: z.number(),
    device: z.string().optional(),
    report: hexSchema.optional(),
    bytes: hexSchema.optional(),
    error: z.unknown().optional(),
    checkIn: checkInPhaseSchema.optional(),
  })
  .transform((event, context): ScanEvent => {
    const { at, device, report, bytes, checkIn } = event
    const said = [report, bytes, checkIn].filter((value) => value !== undefined).length
    const hasError = Object.hasOwn(event, 'error')
    if (said + (hasError ? 1 : 0) > 1) {
      context.addIssue({ code: 'custom', message: 'expected one of report, bytes, error and checkIn' })
      return z.NEVER
    }
    const needsDevice = report !== undefined || bytes !== undefined || hasError
    if (needsDevice !== (device !== undefined) && (needsDevice || checkIn !== undefined)) {
      const message = needsDevice ? 'expected the name of a device' : 'a check-in has no device'
      context.addIssue({ code: 'custom', path: ['device'], message })
      return z.NEVER
    }
    if (checkIn !== undefined) return { at, kind: 'check-in', phase: checkIn }
    if (device === undefined) return { at, kind: 'tick' }
    if (report !== undefined) return { at, kind: 'report', device, report }
    if (bytes !== undefined) return { at, kind: 'bytes', device, bytes }
    // `error` may be anything, and `undefined` leaves no key in JSON.
    return { at, kind: 'lost', device }
  })

export const recordingSchema = z.strictObject({
  id: z.string().optional(),
  config: scanConfigSchema.optional(),
  events: z.array(recordedEventSchema).superRefine((events, context) => {
    events.forEach((event, index) => {
      if (event.at < (events[index - 1]?.at ?? event.at))
        context.addIssue({ code: 'custom', path: [index, 'at'], message: 'expected ascending milliseconds' })
    })
  }),
})
export type Recording = z.infer<typeof recordingSchema>

/** The results of a recording, in the order in which the scans ended. */
export type RecordingResults = { readonly id?: string; readonly results: readonly ScanResult[] }
