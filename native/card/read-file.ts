import { fail, ok, type Result } from '../../contract/result.ts'
import { type Answer, type ChannelProblem, STATUS } from './channel.ts'
import { parseFrame } from './data-object.ts'
import { CANNOT_CARRY, fullReach, LENGTHS, type Reach } from './reach.ts'

/** A file that holds one data object and perhaps filler behind it. */
export type FileProblem =
  | ChannelProblem
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'malformed' }

/** Reads `length` bytes (1 to 256) from `offset`. */
export type ReadPart = (offset: number, length: number) => Promise<Result<Answer, ChannelProblem>>

/** 8 kB in parts of 32 bytes. A reader that carries still less is not one; a card must not keep the desk for minutes. */
const MAX_READS = 256

const isGood = (status: number): boolean => status === STATUS.ok || status === STATUS.endOfFile

/**
 * Reads the first part, with less where the reader cannot carry so much; `reach` remembers what it can. Behind the first
 * part the same words mean that something is wrong with the card.
 */
const readFirst = async (read: ReadPart, reach: Reach): Promise<Result<Answer, ChannelProblem>> => {
  for (;;) {
    const length = reach.most
    const answer = await read(0, length)
    if (!answer.ok) return answer
    const { status, data } = answer.value
    const refused = CANNOT_CARRY.includes(status) || (status === STATUS.ok && data.length === 0)
    const shorter = LENGTHS.find((one) => one < length)
    if (!refused || shorter === undefined) return answer
    reach.most = shorter
  }
}

/**
 * Tells whether a reader has lost its thread: some (Alcor AU9560 and its kin) now and then say in the middle of a file
 * that it has ended, and give the bytes to the same command the next time.
 */
const isSlip = ({ status, data }: Answer): boolean =>
  status === 0x6986 || status === 0x6b00 || (isGood(status) && data.length === 0)

/**
 * Reads the object that begins the file. The first 256 bytes already hold its length, so an object of n bytes takes
 * ⌈n / 256⌉ reads: 1,513 bytes take six. A reader that carries less than asked is asked for the rest; filler behind
 * the object is cut off.
 * @param tag the tag that the object must have
 * @param reach what the reader carries at once, as far as it is known
 * @param isEnough asked after each part with what there is so far: true ends the reading before the object's end
 */
export const readObject = async (
  read: ReadPart,
  tag: number,
  reach: Reach = fullReach(),
  isEnough: (beginning: Uint8Array) => boolean = () => false,
): Promise<Result<Uint8Array, FileProblem>> => {
  const first = await readFirst(read, reach)
  if (!first.ok) return first
  if (!isGood(first.value.status)) return fail({ kind: 'refused', status: first.value.status })
  const frame = parseFrame(first.value.data)
  if (!frame.ok || frame.value.tag !== tag) return fail({ kind: 'malformed' })
  const total = frame.value.headerLength + frame.value.valueLength
  const object = new Uint8Array(total)
  object.set(first.value.data.subarray(0, total))
  let spare = 1
  let have = Math.min(first.value.data.length, total)
  for (let reads = 1; have < total; reads += 1) {
    if (isEnough(object.subarray(0, have))) return ok(object.slice(0, have))
    if (reads >= MAX_READS) return fail({ kind: 'malformed' })
    const next = await read(have, Math.min(reach.most, total - have))
    if (!next.ok) return next
    if (isSlip(next.value) && spare > 0) {
      spare -= 1
      continue
    }
    if (!isGood(next.value.status)) return fail({ kind: 'refused', status: next.value.status })
    if (next.value.data.length === 0) return fail({ kind: 'malformed' })
    const part = next.value.data.subarray(0, total - have)
    object.set(part, have)
    have += part.length
  }
  return ok(object)
}
