/** Unpacks an answer that came as a zip: one entry, no path, bounded in size and ratio. */
import { crc32 } from 'node:zlib'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { fail, ok, type Result } from '../../contract/result.ts'

export type ZipProblem = 'UNREADABLE' | 'TOO_LARGE' | 'ENCRYPTED'

/** The size to which a packed answer may grow: XML of many people packs to a thirtieth at best, a bomb to a thousandth. */
const MAX_RATIO = 200
/** Below so many bytes the ratio says nothing. */
const SMALL = 1024 * 1024
/** The compression that stands for AES; the real one is inside. */
const AES = 99

/** Tells whether bytes begin as a zip does, whatever their name says. */
export const looksZipped = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 0x03 || bytes[2] === 0x05)

/** `strict`: an entry's sizes fit each other and what it unpacks to. */
const open = (bytes: Uint8Array, strict: boolean): Promise<ZipFile | null> =>
  new Promise((resolve) => {
    const options = { lazyEntries: true, strictFileNames: true, validateEntrySizes: strict }
    fromBuffer(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), options, (error, zip) =>
      resolve(error ? null : zip),
    )
  })

/** Every entry's head, or null where the directory is broken; at most two, since more than one is refused anyway. */
const heads = (zip: ZipFile): Promise<readonly Entry[] | null> =>
  new Promise((resolve) => {
    const entries: Entry[] = []
    zip.on('error', () => resolve(null))
    zip.on('end', () => resolve(entries))
    zip.on('entry', (entry) => {
      entries.push(entry)
      if (entries.length < 2) zip.readEntry()
      else resolve(entries)
    })
    zip.readEntry()
  })

const content = (zip: ZipFile, entry: Entry): Promise<Uint8Array | null> =>
  new Promise((resolve) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) {
        resolve(null)
        return
      }
      const pieces: Buffer[] = []
      stream.on('error', () => resolve(null))
      stream.on('data', (piece: Buffer) => pieces.push(piece))
      stream.on('end', () => resolve(Buffer.concat(pieces)))
    })
  })

const isPlainName = (name: string): boolean => name !== '' && !/[/\\:]/.test(name) && !name.includes('..')

/**
 * The one file in a zip.
 * @param most what it may be long, in bytes
 */
export const unzipOne = async (bytes: Uint8Array, most: number): Promise<Result<Uint8Array, ZipProblem>> => {
  // First for the password alone, which changes what sizes mean.
  const directory = await open(bytes, false)
  const named = directory && (await heads(directory))
  if (named?.some((one) => one.isEncrypted() || one.compressionMethod === AES)) return fail('ENCRYPTED')
  const zip = await open(bytes, true)
  const entries = zip && (await heads(zip))
  if (!zip || entries === null) return fail('UNREADABLE')
  const entry = entries[0]
  if (entry === undefined || entries.length > 1 || !isPlainName(entry.fileName)) return fail('UNREADABLE')
  const { uncompressedSize: size, compressedSize: packed } = entry
  if (size > most || (size > SMALL && size > packed * MAX_RATIO)) return fail('TOO_LARGE')
  const file = await content(zip, entry)
  return file !== null && crc32(file) === entry.crc32 ? ok(file) : fail('UNREADABLE')
}
