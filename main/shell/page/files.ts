import { readdirSync } from 'node:fs'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
}

export type PageFile = { readonly path: string; readonly type: string }

/**
 * Every file of a folder that a page may ask for, by its address (`/assets/index.js`). Built once, from what was
 * packed: an address is looked up and never joined to a path, so `..`, `%2e%2e`, drives and shares lead nowhere.
 */
export const listPageFiles = (folder: string): ReadonlyMap<string, PageFile> => {
  const files = new Map<string, PageFile>()
  const visit = (directory: string, address: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name)
      const type = TYPES[extname(entry.name)]
      if (entry.isDirectory()) visit(path, `${address}/${entry.name}`)
      else if (type !== undefined) files.set(`${address}/${entry.name}`, { path, type })
    }
  }
  visit(folder, '')
  return files
}
