import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Row } from '../../fixtures/bench-row.ts'

/**
 * vsmartcard's vpcd of Debian 12 writes length and data of a message apart; with delayed acknowledgement every
 * exchange would take 44 ms, and every figure would measure that. So all of it runs in a network namespace of its
 * own, whose loopback acknowledges at once.
 */
const QUICK_LOOPBACK =
  'ip link set lo up && for d in 127.0.0.0/8 127.0.0.1; do ip route change local $d dev lo table local proto kernel scope host src 127.0.0.1 quickack 1; done && exec "$0" "$1"'

/** Runs a program of this folder on a quick loopback, and reads the rows that it prints. */
export const measureOnQuickLoopback = async (program: string): Promise<Row[]> => {
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']
  const { stdout } = await promisify(execFile)(
    'unshare',
    [...asRoot, '--net', 'sh', '-c', QUICK_LOOPBACK, process.execPath, join(import.meta.dirname, program)],
    { timeout: 300_000 },
  )
  const rows: Row[] = JSON.parse(stdout)
  return rows
}
