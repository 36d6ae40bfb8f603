/** Keeps the runtime's own log lines out of what `npm start` shows. */
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** `[17710:1129/015557.427860:ERROR:bus.cc(399)] Failed to connect to the bus: …` */
const CHROMIUM_LINE = /^\[\d+(:\d+)?:\d{4}\/\d{6}\.\d+:(INFO|VERBOSE\d*|WARNING|ERROR):[\w.]+\(\d+\)\]/

/**
 * Tells whether a line is Chromium's log of its own affairs, such as a D-Bus that is not there. What ends the runtime
 * (FATAL) is not, and neither is anything that this program says.
 */
export const isRuntimeNoise = (line: string): boolean => CHROMIUM_LINE.test(line)

/** Passes on every line of a stream but the noise. */
export const withoutNoise = (stream: Readable, write: (line: string) => void): void => {
  createInterface({ input: stream }).on('line', (line) => {
    if (!isRuntimeNoise(line)) write(line)
  })
}
