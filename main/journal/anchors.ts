import {
  appendFileSync,
  closeSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs'
import { z } from 'zod'
import { fail, ok, type Result } from '../../contract/result.ts'
import { exists, sizeOf } from '../files/folder.ts'
import type { Chain } from './chain.ts'

/** Why a line was written. */
const KINDS = [
  'opened',
  'counted',
  'closed',
  'asked',
  'purged',
  'rotated',
  'restored',
  'begun-again',
] as const
const anchorSchema = z.strictObject({
  line: z.number().int().positive(),
  kind: z.enum(KINDS),
  seq: z.number().int().nonnegative(),
  mac: z.string(),
  at: z.string(),
  dataKey: z.string(),
  chainKey: z.string(),
  code: z.string(),
})
/** The end of the chain at some moment, kept outside the database. */
export type Anchor = z.infer<typeof anchorSchema>
export type AnchorKind = Anchor['kind']

/**
 * A line is due at least every so many rows: some ten visits. Who sets the database and the head file back together stays
 * unnoticed for at most so many rows; five years of a busy desk make some 3 MB of lines.
 */
export const ROWS_PER_ANCHOR = 50

const HEADER = 'uketsuke-anchors 1'

const plainLine = (anchor: Omit<Anchor, 'code'>): string =>
  [anchor.line, anchor.kind, anchor.seq, anchor.mac, anchor.at, anchor.dataKey, anchor.chainKey].join(' ')

const codeOf = (plain: string, before: string, chain: Chain): string => chain.anchor(`${before}\n${plain}`)

export type Anchors = {
  readonly journal: string
  readonly lines: readonly Anchor[]
  /** Bytes up to the end of the last whole line: a loss of power may leave part of one behind. */
  readonly wholeBytes: number
}

const parseLine = (text: string): Anchor | null => {
  const [line, kind, seq, mac, at, dataKey, chainKey, code] = text.split(' ')
  const parsed = anchorSchema.safeParse({
    line: Number(line),
    kind,
    seq: Number(seq),
    mac,
    at,
    dataKey,
    chainKey,
    code,
  })
  return parsed.success && plainLine(parsed.data) === text.slice(0, text.lastIndexOf(' '))
    ? parsed.data
    : null
}

/**
 * Reads an anchor file without its keys: for a first look, and to learn which keys the journal was written with.
 * Text after the last line end is left out.
 */
export const readAnchors = (path: string): Result<Anchors, 'missing' | 'altered'> => {
  if (!exists(path)) return fail('missing')
  const text = readFileSync(path, 'latin1')
  const end = text.lastIndexOf('\n') + 1
  const [header = '', ...rest] = text.slice(0, end).split('\n')
  const journal = header.startsWith(`${HEADER} `) ? header.slice(HEADER.length + 1) : ''
  const lines = rest.slice(0, -1).map(parseLine)
  const whole = lines.filter((line) => line !== null)
  if (journal === '' || whole.length !== lines.length) return fail('altered')
  return ok({ journal, lines: whole, wholeBytes: end })
}

/** Tells whether every line's code holds and no line is missing between two. */
export const anchorsHold = (anchors: Anchors, chains: readonly Chain[]): boolean => {
  let before = anchors.journal
  let next = anchors.lines[0]?.kind === 'begun-again' ? anchors.lines[0].line : 1
  for (const anchor of anchors.lines) {
    const chain = chains.find(({ fingerprint }) => fingerprint === anchor.chainKey)
    if (!chain || anchor.line !== next || codeOf(plainLine(anchor), before, chain) !== anchor.code)
      return false
    before = anchor.code
    next += 1
  }
  return true
}

/** Cuts a file to so many bytes. By a handle of its own: on Windows one that was opened to append may not shorten the file. */
const cutOff = (path: string, bytes: number): void => {
  const handle = openSync(path, 'r+')
  try {
    ftruncateSync(handle, bytes)
  } finally {
    closeSync(handle)
  }
}

export type AnchorFile = {
  /** How many lines there are. */
  count(): number
  /** Adds a line, synced. */
  append(kind: AnchorKind, end: { readonly seq: number; readonly mac: string }, at: string): void
}

/**
 * Opens the anchor file to add lines; part of a line that a loss of power left behind is cut off.
 * @param known what the file holds; null begins a new file, after `lost` lines of the one that is gone or unusable
 */
export const openAnchorFile = (
  path: string,
  known: Anchors | null,
  about: { readonly journal: string; readonly chain: Chain; readonly dataKey: string; readonly lost: number },
): AnchorFile => {
  if (known === null) {
    const handle = openSync(path, 'w', 0o600)
    writeSync(handle, `${HEADER} ${about.journal}\n`)
    closeSync(handle)
  } else if (known.wholeBytes < sizeOf(path)) {
    cutOff(path, known.wholeBytes)
  }
  let count = known === null ? about.lost : (known.lines.at(-1)?.line ?? 0)
  let before = known?.lines.at(-1)?.code ?? about.journal
  return {
    count: () => count,
    append: (kind, { seq, mac }, at) => {
      const plain = plainLine({
        line: count + 1,
        kind: known === null && count === about.lost && count > 0 ? 'begun-again' : kind,
        seq,
        mac,
        at,
        dataKey: about.dataKey,
        chainKey: about.chain.fingerprint,
      })
      const code = codeOf(plain, before, about.chain)
      const size = sizeOf(path)
      const handle = openSync(path, 'a', 0o600)
      try {
        appendFileSync(handle, `${plain} ${code}\n`)
        fsyncSync(handle)
      } catch (error) {
        // A full disk may have taken half a line: it goes, so that the next line stands alone.
        cutOff(path, size)
        throw error
      } finally {
        closeSync(handle)
      }
      before = code
      count += 1
    },
  }
}
