/**
 * Verifies a center and prints the most memory that this process ever held (the kernel's figure), in bytes. A process of its own,
 * because one that has done other work before holds memory that this would need. Takes the center's address.
 */
import { readFileSync } from 'node:fs'
import { verifyCenter } from '../../main/center/verify.ts'
import { sessionOf } from './center-ground.ts'

const session = await sessionOf(process.argv[2] ?? '')
const found = await verifyCenter(session, null)
if (!found.every(({ ok }) => ok)) throw new Error(JSON.stringify(found.find(({ ok }) => !ok)))
await session.close()
// Not `resourceUsage().maxRSS`: that begins with what the process had that started this one.
const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
console.log(Number(kibibytes) * 1_024)
