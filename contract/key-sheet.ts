/** The key sheet: the journal's recovery key on paper. Whoever has it and a backup can open the backup. */
import { z } from 'zod'

/** A sheet as it is shown and printed once; nothing keeps it. */
export const keySheetSchema = z.strictObject({
  /** Which sheet it is: 16 hex digits, which each backup names too. */
  number: z.string(),
  /** 14 groups of four letters and digits and a fifth that checks them; joined by `-` they are the QR code's text. */
  groups: z.array(z.string()),
  hasPassphrase: z.boolean(),
  /** When it was made, ISO 8601 with offset. */
  at: z.string(),
})
export type KeySheet = z.infer<typeof keySheetSchema>

/** The contents of the QR code, which may be typed instead. */
export const keySheetText = ({ groups }: Pick<KeySheet, 'groups'>): string => groups.join('-')

/** The shortest passphrase that is taken. */
export const PASSPHRASE_LEAST = 8
