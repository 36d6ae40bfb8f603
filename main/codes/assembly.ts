/** A scan that one device is in the middle of. */
import type { CheckInPhase } from '../../contract/recording.ts'

/**
 * Most bytes of one scan. The largest QR symbol (version 40-L) holds 2953; scanners that join split symbols
 * themselves send more, and a scanner that says "continued" for ever must not fill the memory.
 */
export const MAX_BYTES = 8192

/** Silence that abandons a serial message whose ETX never came, in milliseconds. */
export const ETX_PATIENCE_MS = 2000

export type Assembly = {
  /** Reports carry their identifier apart; a message may carry it, and a split header, before the data. */
  readonly source: 'reports' | 'message'
  /** The meaning of silence: the end, or, where an end mark was due, that the rest is missing. */
  readonly silence: 'ends' | 'breaks'
  /** AIM identifier without the bracket; null when the device does not say. */
  readonly symbology: string | null
  readonly pieces: readonly Uint8Array[]
  readonly length: number
  /** The check-in that the first byte belongs to, and where the desk stood then. */
  readonly epoch: number
  readonly phaseAtStart: CheckInPhase
  readonly lastAt: number
  /** When silence ends it, in milliseconds of the session's clock. */
  readonly deadline: number
  /** The fault found already. Its pieces are let go, and the rest of it is swallowed with it. */
  readonly problem: 'MALFORMED' | 'TOO_LONG' | null
}

/** A scan's first moment, before any byte. */
export const beginAssembly = (start: Omit<Assembly, 'pieces' | 'length' | 'problem'>): Assembly => ({
  ...start,
  pieces: [],
  length: 0,
  problem: null,
})

/** Adds a piece that arrived at `at`; silence is counted anew from there. */
export const addPiece = (assembly: Assembly, piece: Uint8Array, at: number, deadline: number): Assembly => {
  const length = assembly.length + piece.length
  const problem = assembly.problem ?? (length > MAX_BYTES ? 'TOO_LONG' : null)
  // The port may use its buffer again: the piece is copied.
  const pieces = problem === null ? [...assembly.pieces, piece.slice()] : []
  return { ...assembly, pieces, length: problem === null ? length : 0, lastAt: at, deadline, problem }
}

/** Marks the scan as one that cannot be read. */
export const spoil = (assembly: Assembly, at: number, deadline: number): Assembly => ({
  ...assembly,
  pieces: [],
  length: 0,
  lastAt: at,
  deadline,
  problem: assembly.problem ?? 'MALFORMED',
})

/** All bytes in one. */
export const joinPieces = (pieces: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(pieces.reduce((length, piece) => length + piece.length, 0))
  let offset = 0
  for (const piece of pieces) {
    whole.set(piece, offset)
    offset += piece.length
  }
  return whole
}
