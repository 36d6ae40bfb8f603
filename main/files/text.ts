/** Reads the text of files that people write with whatever editor their machine has. */
import { readFileSync } from 'node:fs'

const decode = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * The text of a file, whatever wrote it: UTF-16 with its mark (`ff fe`, what `>` of Windows PowerShell writes), UTF-8 with its
 * mark or without, or else code page 932 (what Japanese Windows calls ANSI). Null where it is none of them.
 */
export const textOf = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decode(bytes, 'utf-16le')
  return decode(bytes, 'utf-8') ?? decode(bytes, 'shift_jis')
}

/** {@link textOf} of a file that is there. */
export const readTextFile = (path: string): string | null => textOf(readFileSync(path))
