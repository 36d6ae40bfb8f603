/** The one door between the window and the program, given to the window by the preload as `window.uketsuke`. */
import { z } from 'zod'

/** The runtime under this program, for the title bar and the diagnostics. */
export const runtimeFactsSchema = z.strictObject({
  version: z.string(),
  electron: z.string(),
  chrome: z.string(),
  node: z.string(),
  platform: z.string(),
  /** The shipped runtime could not be had, and a development stand-in is running. Never in a package. */
  fallbackRuntime: z.boolean(),
})
export type RuntimeFacts = z.infer<typeof runtimeFactsSchema>

/**
 * A request to put something on paper. The shell opens `print.html` with the request in the hash (`#declaration`, `#slip-17`, `#journal-slip`, `#month-list`) in a
 * window that is not shown, waits until `<html data-paper="ready">`, then prints that page, or saves it as PDF where the person chooses.
 */
export const printRequestSchema = z.discriminatedUnion('paper', [
  /** 受付票, 80 mm wide: the number and what the patient is told, of the visit with this journal row. */
  z.strictObject({ paper: z.literal('slip'), seq: z.number().int(), as: z.enum(['printer', 'pdf']) }),
  /** 被保険者資格申立書, A4, filled with what the open check-in knows. */
  z.strictObject({ paper: z.literal('declaration'), as: z.enum(['printer', 'pdf']) }),
  /** 復旧用の紙, A4: the key sheet that the state holds, with its QR code. */
  z.strictObject({ paper: z.literal('key-sheet'), as: z.enum(['printer', 'pdf']) }),
  /** 改ざん確認用の印, 80 mm wide: the journal's slip that the state holds, with its QR code. */
  z.strictObject({ paper: z.literal('journal-slip'), as: z.enum(['printer', 'pdf']) }),
  /** 月のまとめ, A4: the month's list that the state holds. */
  z.strictObject({ paper: z.literal('month-list'), as: z.enum(['printer', 'pdf']) }),
])
export type PrintRequest = z.infer<typeof printRequestSchema>

export const printResultSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('done'), file: z.string().nullable() }),
  z.strictObject({
    state: z.literal('failed'),
    why: z.enum([
      'no-printer',
      'cancelled',
      'not-ready',
      'not-allowed',
      'busy',
      /** A PDF could not be written where the person wanted it. */
      'not-saved',
      /** In kiosk mode nobody is asked for a place: the system's dialog would be a way out. */
      'kiosk',
      'unknown',
    ]),
  }),
])
export type PrintResult = z.infer<typeof printResultSchema>

export const folderAnswerSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('chosen'), folder: z.string().min(1).max(4096) }),
  z.strictObject({ state: z.literal('cancelled') }),
  z.strictObject({ state: z.literal('failed'), why: z.enum(['not-allowed', 'busy', 'kiosk', 'failed']) }),
])
/** The answer to whoever is asked for a folder. */
export type FolderAnswer = z.infer<typeof folderAnswerSchema>

export interface Bridge {
  /**
   * Calls back with the present state and at every change; gives back what ends that. In the receptionist's window
   * and on paper it is a `DeskState`, in the patient's window a `PatientState`, as the JSON text that the desk wrote: between
   * the preload and the page an object is copied value by value, which takes longer than to read its text.
   */
  onState(listener: (text: string) => void): () => void
  /** Sends an `Intent` (the receptionist's window) or a `PatientIntent` (the patient's). */
  send(intent: unknown): void
  /** {@link RuntimeFacts}, unknown until parsed. */
  runtime(): Promise<unknown>
  /** Takes a {@link PrintRequest}; answers with a {@link PrintResult}, unknown until parsed. */
  print(request: unknown): Promise<unknown>
  /** Asks the person for a folder, by the system's own dialog; answers with a {@link FolderAnswer}, unknown until parsed. */
  chooseFolder(): Promise<unknown>
}
