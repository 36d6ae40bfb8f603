import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { isRuntimeNoise, withoutNoise } from '../../../scripts/runtime-noise.ts'

test('what Chromium says of a missing D-Bus is not shown; what the program says, and what ends the runtime, is', async () => {
  const lines = [
    '[17710:1129/015557.427860:ERROR:bus.cc(399)] Failed to connect to the bus: no such file',
    'uketsuke: the desk has crashed; starting the next one',
    '[4:7:0101/000000.000001:WARNING:viz_main_impl.cc(12)] Exiting GPU process',
    '[17710:1129/015557.427860:FATAL:zygote_host_impl_linux.cc(117)] No usable sandbox!',
    'a line [of ours] ERROR:bus.cc(399)',
  ]
  expect(lines.map(isRuntimeNoise)).toEqual([true, false, true, false, false])
  const shown: string[] = []
  const stream = Readable.from([lines.join('\n')])
  withoutNoise(stream, (line) => shown.push(line))
  await new Promise((resolve) => stream.once('close', resolve))
  await new Promise((resolve) => setImmediate(resolve))
  expect(shown).toEqual([lines[1], lines[3], lines[4]])
})
