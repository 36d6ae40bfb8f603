import { Readable } from 'node:stream'
import { afterEach, expect, it, vi } from 'vitest'
import { cardCommand } from '../../../main/cli/commands/card.ts'

afterEach(() => vi.unstubAllEnvs())

/** Runs `card …` with arguments that end it before any reader is asked. */
const run = async (...args: readonly string[]) => {
  const lines: string[] = []
  let out = ''
  const code = await cardCommand(args, {
    stdin: Readable.from([]),
    out: async (text) => {
      out += text
    },
    say: (line) => lines.push(line),
  })
  return { code, out, lines }
}

it.each([
  [[], 'card: expected: card read'],
  [['write'], 'write: expected: card read'],
  [['read', '--timeout', 'soon'], '--timeout: expected seconds from 0 to 3600'],
  [['read', '--timeout', '-1'], '--timeout'],
  [['read', '--timeout', ''], '--timeout: expected seconds from 0 to 3600'],
  [['read', '--pin', '0000'], "Unknown option '--pin'"],
  [['read', 'again'], 'again'],
])('card %j cannot be used, and says why in one line', async (args, words) => {
  const { code, out, lines } = await run(...args)
  expect(code).toBe(2)
  expect(out).toBe('')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain(words)
  expect(lines[0]).not.toContain('\n')
})

it.each([
  ['/no/such/anchors.pem', 'cannot be read'],
  [import.meta.filename, 'no certificate in PEM form'],
])('anchors in %s cannot be used', async (file, words) => {
  vi.stubEnv('UKETSUKE_TRUST_ANCHORS', file)
  const { code, lines } = await run('read')
  expect(code).toBe(2)
  expect(lines[0]).toContain('UKETSUKE_TRUST_ANCHORS')
  expect(lines[0]).toContain(words)
})
