/**
 * The laboratory: boots Debian's kernel in an emulator, gives it scanners through /dev/uhid and runs the real adapter
 * against real hidraw devices. One line a check, exit code 1 unless all pass. Needs root (for packages and /dev).
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildImage } from './image.ts'
import { prepareKernel } from './kernel.ts'

const LONGEST_MS = 240_000
const root = join(import.meta.dirname, '../..')
const folder = join(root, 'build/lab')

const began = performance.now()
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`

const kernel = prepareKernel(folder)
const image = buildImage(root, folder, kernel.modules)
console.log(`prepared in ${seconds()}; booting`)

// Hardware acceleration hangs in some nested machines: emulation is slower and always works.
const machine = ['-machine', 'accel=tcg', '-cpu', 'max', '-smp', '2', '-m', '1024']
const boot = ['-kernel', kernel.image, '-initrd', image, '-append', 'console=ttyS0 quiet panic=-1']
const emulator = spawn(
  'qemu-system-x86_64',
  [...machine, ...boot, '-nographic', '-no-reboot', '-nic', 'none'],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
const timer = setTimeout(() => emulator.kill('SIGKILL'), LONGEST_MS)

const counts = { passed: 0, failed: 0 }
let done = false
const others: string[] = []
for await (const line of createInterface({ input: emulator.stdout })) {
  const said = /LAB (PASS|FAIL|WHY|DONE)(.*)$/.exec(line.trimEnd())
  if (said === null) others.push(line)
  else if (said[1] === 'DONE') done = true
  else {
    console.log(`${said[1]}${said[2]}`)
    if (said[1] === 'PASS') counts.passed += 1
    if (said[1] === 'FAIL') counts.failed += 1
  }
}
clearTimeout(timer)

if (!done) console.log(`the guest did not finish. Its last words:\n${others.slice(-40).join('\n')}`)
console.log(`${counts.passed} passed, ${counts.failed} failed in ${seconds()}`)
process.exitCode = done && counts.failed === 0 && counts.passed > 0 ? 0 : 1
