import { z } from 'zod'

/** The state of the scanners as the desk and the window see it. */
export const scannerStatusSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('ready'), devices: z.array(z.string()) }),
  z.strictObject({
    state: z.literal('permission-refused'),
    device: z.string(),
    /** The line for `/etc/udev/rules.d/` that gives the desk access; null where udev does not exist. */
    udevRule: z.string().nullable(),
  }),
  z.strictObject({ state: z.literal('lost'), device: z.string() }),
])
export type ScannerStatus = z.infer<typeof scannerStatusSchema>

/**
 * The places where a HID POS scanner puts the parts of a scan in its input report 2. Offsets count from the report id (byte 0).
 *
 * Worked example, layout A: `02 07 5D 46 30 | 30 30 31 32 33 34 35 00 … | 61 61 | 00` is a report of 64 bytes with
 * length 7 (byte 1), AIM identifier `]F0` (bytes 2–4), data `0012345` (from byte 5) and flag 00 (byte 63, bit 0 =
 * more follows).
 */
export const reportLayoutSchema = z.strictObject({
  /** Bytes of the whole report, report id included. */
  size: z.number().int().positive(),
  /** Offset of the length byte; null where the data are padded with zeros and nothing tells their length. */
  length: z.number().int().positive().nullable(),
  /** Offset of the three characters of the AIM identifier. */
  identifier: z.number().int().positive(),
  data: z.number().int().positive(),
  /** Most data bytes in one report. */
  capacity: z.number().int().positive(),
  /** Offset of the byte whose bit 0 says that the scan continues in the next report. */
  flag: z.number().int().positive(),
})
export type ReportLayout = z.infer<typeof reportLayoutSchema>

/** The layouts that are in use (HID Point of Sale Usage Tables, usage page 0x8C, as makers have filled them in). */
export const REPORT_LAYOUTS = {
  /** Honeywell and those who copy it: two bytes of the maker's own code id before the flag. */
  A: { size: 64, length: 1, identifier: 2, data: 5, capacity: 56, flag: 63 },
  /** Without the maker's bytes. */
  B: { size: 62, length: 1, identifier: 2, data: 5, capacity: 56, flag: 61 },
  /** Without a length byte. */
  C: { size: 61, length: null, identifier: 1, data: 4, capacity: 56, flag: 60 },
} as const satisfies Record<string, ReportLayout>

export const reportProfileSchema = z.enum(['A', 'B', 'C'])
export type ReportProfile = z.infer<typeof reportProfileSchema>

/** Input report of scanned data; every other report id is something else (battery, trigger, …). */
export const SCANNED_DATA_REPORT = 2
