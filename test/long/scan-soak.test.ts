/**
 * 10,000 scans a minute for ten minutes by the wall clock, as a scanner that never rests would push them.
 * UKETSUKE_SCAN_MINUTES sets another number of minutes, two or more.
 */
import { setTimeout as after } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { heapInUse } from '../bench/heap.ts'
import { simulatedDesk } from '../bench/simulated-desk.ts'

const MINUTES = Number(process.env.UKETSUKE_SCAN_MINUTES ?? 10)
const SCANS_A_MINUTE = 10_000
const EVERY_MS = 60_000 / SCANS_A_MINUTE
const MAX_GROWTH = 1.2
const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1)

it(`${SCANS_A_MINUTE} scans a minute for ${MINUTES} minutes: each has its result, and memory stays flat`, async () => {
  const desk = simulatedDesk()
  const began = performance.now()
  const now = (): number => performance.now() - began
  const heap: number[] = []
  const resident: number[] = []
  let scans = 0
  let furthestBehind = 0
  for (let minute = 1; minute <= MINUTES; minute += 1) {
    for (; scans < minute * SCANS_A_MINUTE; scans += 1) {
      const at = (scans + 1) * EVERY_MS
      while (now() < at) await after(1)
      furthestBehind = Math.max(furthestBehind, now() - at)
      desk.scanNext(at)
    }
    heap.push(heapInUse())
    resident.push(process.memoryUsage().rss)
  }
  desk.goTo(scans * EVERY_MS + 10_000)
  console.log(
    `${scans} scans, ${desk.results()} results in ${(now() / 1000).toFixed(0)} s; at most ${furthestBehind.toFixed(0)} ms behind; heap by the minute ${heap.map(megabytes).join(' ')} MB; resident ${resident.map(megabytes).join(' ')} MB`,
  )
  expect(desk.results()).toBe(scans)
  expect((heap.at(-1) ?? Number.NaN) / (heap[0] ?? Number.NaN)).toBeLessThanOrEqual(MAX_GROWTH)
  // Pushed by the clock, not as fast as they go.
  expect(now()).toBeGreaterThanOrEqual(MINUTES * 60_000)
})
