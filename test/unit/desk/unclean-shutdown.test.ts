import { expect, test } from 'vitest'
import type { JournalEvent } from '../../../contract/journal.ts'
import { wasUncleanShutdown } from '../../../main/desk/process/unclean-shutdown.ts'
import { makeHome, openHome } from '../journal/support.ts'

const staff = 'reception'
const STARTED: JournalEvent = { event: 'started', staff, version: '1', ruleSet: '1', staffing: 'reception' }
const STOPPED: JournalEvent = { event: 'stopped', staff, cause: 'system' }
const WINDOW_GONE: JournalEvent = { event: 'crashed', staff, process: 'window', cause: 'crashed' }
const DESK_GONE: JournalEvent = { event: 'crashed', staff, process: 'desk', cause: 'crashed' }
const PROGRAM_GONE: JournalEvent = { event: 'crashed', staff, process: 'shell', cause: 'gone' }

test.each([
  ['a journal in which nothing has begun', [], false],
  ['a program that was closed', [STARTED, STOPPED], false],
  ['a program that was ended', [STARTED], true],
  ['a program that was ended after its window had come back', [STARTED, WINDOW_GONE], true],
  ['a program that was ended after its desk had come back', [STARTED, DESK_GONE, STARTED], true],
  ['a window that never stays', [STARTED, ...Array(120).fill(WINDOW_GONE)], true],
  ['a desk that saw its program go', [STARTED, PROGRAM_GONE, STOPPED], false],
  ['a desk that saw its program go and was ended at once', [STARTED, PROGRAM_GONE], false],
] as const)('%s', (_, events: readonly JournalEvent[], expected) => {
  const journal = openHome(makeHome())
  for (const event of events) expect(journal.append(event).ok).toBe(true)
  expect(wasUncleanShutdown(journal)).toBe(expected)
  journal.close()
})
