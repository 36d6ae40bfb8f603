import { fail, ok, type Result } from '../../contract/result.ts'
import type { Witness } from './verify.ts'

/** The end of the chain to be kept on paper: whoever has the slip notices a journal that was set back. */
export type Slip = {
  /** What the QR code holds: `UKETSUKE-JOURNAL 1 <journal> <seq> <code, 64 hex> <instant>`, ASCII. */
  readonly payload: string
  /** What is printed beside it, line by line. */
  readonly lines: readonly string[]
}

const HEADER = 'UKETSUKE-JOURNAL 1'
const PAYLOAD = /^UKETSUKE-JOURNAL 1 (\S+) (\d+) ([0-9a-f]{64}) (\S+)$/

/** In groups of four, so that people can compare it: `0f76 df12 …`. */
const grouped = (hex: string): string => hex.replace(/(.{4})(?=.)/g, '$1 ')

/** Makes the slip for the present end of the chain. */
export const slipOf = (
  journal: string,
  end: { readonly seq: number; readonly mac: string },
  at: string,
): Slip => ({
  payload: `${HEADER} ${journal} ${end.seq} ${end.mac} ${at}`,
  lines: [
    '確認記録の控え',
    `日時　　　${at}`,
    `記録番号　${journal}`,
    `最終行　　${end.seq}`,
    ...(grouped(end.mac).match(/.{1,40}/g) ?? []).map((line) => `　${line.trim()}`),
    'この控えは端末とは別の場所に保管してください。',
  ],
})

/** Reads the payload of a slip back, to verify a journal against it. */
export const parseSlip = (payload: string): Result<Witness & { readonly journal: string }, string> => {
  const match = PAYLOAD.exec(payload.trim())
  const [, journal, seq, mac, at] = match ?? []
  if (journal === undefined || seq === undefined || mac === undefined || at === undefined)
    return fail('not the text of a journal slip')
  return ok({ journal, seq: Number(seq), mac, from: `the slip of ${at}` })
}
