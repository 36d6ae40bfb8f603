/**
 * The laboratory: boots Debian's kernel in an emulator, gives it scanners through /dev/uhid and runs the real adapter
 * against real hidraw devices. One line a check, a closing line `lab: N passed, N failed`, exit code 1 unless all
 * pass. Needs root (for packages and /dev).
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { buildImage } from './image.ts'
import { packagesNeeded, prepareKernel } from './kernel.ts'

/** A guest that hangs is ended by then; one that boots on a machine with much else to do takes a few minutes. */
const MAX_MS = 600_000
const root = join(import.meta.dirname, '../..')
const folder = join(root, 'build/lab')

const began = performance.now()
const seconds = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`

const prepare = (): { readonly kernel: string; readonly initrd: string } | null => {
  try {
    const kernel = prepareKernel(folder)
    return { kernel: kernel.image, initrd: buildImage(root, folder, kernel.modules) }
  } catch (error) {
    console.log(
      `the laboratory could not be set up: ${error instanceof Error ? error.message : String(error)}`,
    )
    console.log(`it installs ${packagesNeeded()} from Debian's packages: that needs root and a way to them`)
    return null
  }
}

/** Hardware acceleration hangs in some nested machines: emulation is slower and always works. */
const MACHINE = [
  '-machine',
  'accel=tcg',
  '-cpu',
  'max',
  '-m',
  '1024',
  '-nographic',
  '-no-reboot',
  '-nic',
  'none',
]
/**
 * The guest's clock counts instructions, four nanoseconds each, and passes over the time when there is nothing to do.
 * A host that is busy or held up makes the guest slower but nothing in it late: two threads of the guest never wait
 * for each other because the host had time for one of them alone.
 */
const CLOCK = ['-icount', 'shift=2,sleep=off']

/** Runs the checks in the guest and prints their lines as they come. */
const runGuest = async (boot: { readonly kernel: string; readonly initrd: string }) => {
  const system = ['-kernel', boot.kernel, '-initrd', boot.initrd, '-append', 'console=ttyS0 quiet panic=-1']
  const emulator = spawn('qemu-system-x86_64', [...MACHINE, ...CLOCK, ...system], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const timer = setTimeout(() => emulator.kill('SIGKILL'), MAX_MS)
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
      if (said[1] === 'FAIL') {
        counts.failed += 1
        console.log(`failed: lab:${said[2]}`)
      }
    }
  }
  clearTimeout(timer)
  if (done) return counts
  console.log(`the guest did not finish. Its last words:\n${others.slice(-40).join('\n')}`)
  return { ...counts, failed: counts.failed + 1 }
}

const boot = prepare()
if (boot !== null) console.log(`prepared in ${seconds()}; booting`)
const { passed, failed } = boot === null ? { passed: 0, failed: 1 } : await runGuest(boot)
console.log(`took ${seconds()}`)
console.log(`lab: ${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 && passed > 0 ? 0 : 1
