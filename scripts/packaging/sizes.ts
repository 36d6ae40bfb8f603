import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'

/** Bytes of a file, or of all the files in a folder. */
export const sizeOf = async (path: string): Promise<number> => {
  const status = await stat(path)
  if (!status.isDirectory()) return status.size
  const sizes = await Promise.all((await readdir(path)).map((name) => sizeOf(join(path, name))))
  return sizes.reduce((sum, size) => sum + size, 0)
}

const megabytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(1)} MB`

/** A package's size beside the bare runtime's, and that of its own parts; one line each. */
export const describeSizes = async (folder: string, runtime: string): Promise<string[]> => {
  const parts = ['app.asar', 'app.asar.unpacked', 'papers'].map((name) => join(folder, 'resources', name))
  const lines = [
    `${basename(folder)}: ${megabytes(await sizeOf(folder))}; the bare runtime: ${megabytes(await sizeOf(runtime))}`,
  ]
  for (const part of parts)
    if (existsSync(part)) lines.push(`${basename(part)}: ${megabytes(await sizeOf(part))}`)
  return lines
}
