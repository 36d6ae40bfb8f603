/**
 * Exports a journal as CSV into nothing and prints the most memory that this process ever held (the kernel's figure), in
 * bytes. A process of its own, because one that has done other work before holds memory that an export would need. Takes the
 * home as its argument and the keys on its standard input.
 */
import { readFileSync } from 'node:fs'
import { parseKeyRing } from '../../main/journal/keys.ts'
import { open } from './journal-filled.ts'

const [home = ''] = process.argv.slice(2)
const keys = parseKeyRing(readFileSync(0, 'utf8'))
if (!keys.ok) throw new Error(keys.problem)
const journal = open(home, keys.value)
const exported = journal.export({ staff: 'reception', format: 'csv' })
if (!exported.ok) throw new Error(exported.problem.detail)
let characters = 0
for (const piece of exported.value.pieces) characters += piece.length
if (characters === 0) throw new Error('nothing was exported')
// Not `resourceUsage().maxRSS`: that begins with what the process had that started this one.
const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
console.log(Number(kibibytes) * 1_024)
journal.close()
