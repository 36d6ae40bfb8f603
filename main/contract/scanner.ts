import { z } from 'zod'

/** The state of the scanners as the desk and the window see it. */
export const scannerStatusSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('starting') }),
  z.strictObject({ state: z.literal('none') }),
  z.strictObject({ state: z.literal('ready'), devices: z.array(z.string()) }),
  z.strictObject({ state: z.literal('permission-refused'), device: z.string() }),
  z.strictObject({ state: z.literal('lost'), device: z.string() }),
])
export type ScannerStatus = z.infer<typeof scannerStatusSchema>
