/** `npm run fixtures`: writes the sheet of invented documents with their codes, to try a real scanner with. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeSheet } from '../fixtures/codes/sheet.ts'

const folder = join(import.meta.dirname, '../build/fixtures')
const file = join(folder, 'codes.pdf')
mkdirSync(folder, { recursive: true })
writeFileSync(file, await codeSheet())
console.log(`wrote ${file}: print it at 100 % and scan`)
