import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import { z } from 'zod'
import { fail, ok, type Result } from '../../contract/result.ts'
import { exists, sizeOf } from '../files/folder.ts'
import { writeWhole } from '../files/whole-file.ts'
import type { Authenticate } from './mac.ts'

/** The end of the chain: the last row's number and code, and how many lines the anchor file has. */
export type Head = { readonly seq: number; readonly mac: string; readonly anchors: number }

/**
 * The head file stands outside the database and is written after every commit, so that rows cut off the tail, a lost
 * write-ahead log and a database swapped for an older copy are noticed. It has two slots, used in turn, each in a disk
 * sector of its own, because a sector is written whole or not at all. A slot, in ASCII:
 * `<seq, 12 digits> <mac, 64 hex> <anchor lines, 8 digits> <code, 64 hex>\n`.
 * It is not synced at each row: after a loss of power it may be older than the database, never newer, because the
 * database was synced first; and older is harmless.
 */
const SECTOR = 512
const SLOT_LENGTH = 12 + 1 + 64 + 1 + 8 + 1 + 64 + 1
const SLOT = /^(\d{12}) ([0-9a-f]{64}) (\d{8}) ([0-9a-f]{64})\n$/
const slotParts = z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()])

const content = ({ seq, mac, anchors }: Head): string =>
  `${String(seq).padStart(12, '0')} ${mac} ${String(anchors).padStart(8, '0')}`

/** The text of a slot. */
const slotText = (head: Head, authenticate: Authenticate): string => {
  const plain = content(head)
  return `${plain} ${authenticate(plain)}\n`
}

const parseSlot = (text: string, authenticates: readonly Authenticate[]): Head | null => {
  const match = slotParts.safeParse(SLOT.exec(text))
  if (!match.success) return null
  const [, seq, mac, anchors, code] = match.data
  const head = { seq: Number(seq), mac, anchors: Number(anchors) }
  return authenticates.some((authenticate) => authenticate(content(head)) === code) ? head : null
}

/**
 * Reads the head file.
 * @param authenticates one for each generation of the chain key
 * @returns the newest head; or `missing`; or `altered` when a slot does not hold what the journal wrote
 */
export const readHead = (
  path: string,
  authenticates: readonly Authenticate[],
): Result<Head, 'missing' | 'altered'> => {
  if (!exists(path)) return fail('missing')
  const text = readFileSync(path, 'latin1')
  const slots = [0, 1].map((slot) =>
    parseSlot(text.slice(slot * SECTOR, slot * SECTOR + SLOT_LENGTH), authenticates),
  )
  const [even, odd] = slots
  if (!even || !odd || text.length !== SECTOR + SLOT_LENGTH) return fail('altered')
  return ok(even.seq > odd.seq || (even.seq === odd.seq && even.anchors >= odd.anchors) ? even : odd)
}

/** Keeps the head file up to date while the journal is open. */
export type HeadFile = {
  /** The text of a head, to be written when what it says has become true. */
  seal(head: Head): string
  write(sealed: string): void
  close(): void
}

/** The whole file with the same head in both slots. */
const wholeText = (head: Head, authenticate: Authenticate): string => {
  const slot = slotText(head, authenticate)
  return slot.padEnd(SECTOR) + slot
}

/**
 * Opens the head file with `head` in both slots. One that is not there or has another length is made whole in one step, so
 * that no moment leaves half of one.
 */
export const openHeadFile = (path: string, head: Head, authenticate: Authenticate): HeadFile => {
  if (sizeOf(path) !== SECTOR + SLOT_LENGTH) writeWhole(path, wholeText(head, authenticate))
  const handle = openSync(path, 'r+')
  let slot = 0
  const seal = (next: Head): string => slotText(next, authenticate)
  const write = (sealed: string): void => {
    slot = 1 - slot
    writeSync(handle, sealed, slot * SECTOR, 'latin1')
  }
  write(seal(head))
  write(seal(head))
  fsyncSync(handle)
  return {
    seal,
    write,
    close: () => {
      fsyncSync(handle)
      closeSync(handle)
    },
  }
}
