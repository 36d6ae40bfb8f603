import { fail, ok, type Result } from '../../contract/result.ts'
import { type SignedHead, signedHeadSchema } from '../../contract/signed-head.ts'
import type { Witness } from './verify.ts'

/** The end of the chain to be kept on paper: whoever has the slip notices a journal that was set back. */
export type Slip = {
  /**
   * The content of the QR code, ASCII: `UKETSUKE-JOURNAL 2 <journal> <seq> <code, 64 hex> <instant> <seq of the head>
   * <digest, 64 hex> <public key, base64url> <signature, base64url>`. The last four are a signed head of the same
   * instant. Slips of form 1 end with the instant.
   */
  readonly payload: string
  /** The text printed beside it, line by line. */
  readonly lines: readonly string[]
}

const HEADER = 'UKETSUKE-JOURNAL 2'
const HEAD = /^(\d+) ([0-9a-f]{64}) ([A-Za-z0-9_-]{43}) ([A-Za-z0-9_-]{86})$/
const PAYLOAD = /^UKETSUKE-JOURNAL ([12]) (\S+) (\d+) ([0-9a-f]{64}) (\S+)(?: (.+))?$/

/** In groups of four, so that people can compare it: `0f76 df12 …`. */
const grouped = (text: string): string => text.replace(/(.{4})(?=.)/g, '$1 ')

const inLines = (text: string): string[] =>
  (grouped(text).match(/.{1,40}/g) ?? []).map((line) => `　${line.trim()}`)

/** Makes the slip for the present end of the chain. */
export const slipOf = (end: { readonly seq: number; readonly mac: string }, head: SignedHead): Slip => ({
  payload: [
    HEADER,
    head.journal,
    end.seq,
    end.mac,
    head.at,
    head.seq,
    head.digest,
    head.key,
    head.signature,
  ].join(' '),
  lines: [
    '改ざん確認用の印',
    `日時　　　${head.at}`,
    `記録番号　${head.journal}`,
    `最終行　　${end.seq}`,
    ...inLines(end.mac),
    '署名の公開鍵',
    ...inLines(head.key),
    'この紙は端末とは別の場所に保管してください。',
  ],
})

/** Reads the payload of a slip back, to verify a journal against it. */
export const parseSlip = (payload: string): Result<Witness, string> => {
  const [, form, journal, seq, mac, at, rest] = PAYLOAD.exec(payload.trim()) ?? []
  if (journal === undefined || seq === undefined || mac === undefined || at === undefined)
    return fail('not the text of a journal slip')
  const slip = { journal, seq: Number(seq), mac, from: `the slip of ${at}` }
  if (form === '1')
    return rest === undefined ? ok({ ...slip, head: null }) : fail('not the text of a journal slip')
  const [, headSeq, digest, key, signature] = HEAD.exec(rest ?? '') ?? []
  const head = signedHeadSchema.safeParse({ journal, seq: Number(headSeq), digest, at, key, signature })
  return head.success ? ok({ ...slip, head: head.data }) : fail('not the text of a journal slip')
}
