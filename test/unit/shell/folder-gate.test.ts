/** Asking for a folder: for whoever may put something there, one at a time, and never as a way out of kiosk mode. */
import { describe, expect, test } from 'vitest'
import type { FolderAnswer } from '../../../contract/bridge.ts'
import { intentRules } from '../../../contract/intents.ts'
import type { Right } from '../../../contract/staff.ts'
import { createFolderGate } from '../../../main/shell/window/folder-gate.ts'

const CHOSEN: FolderAnswer = { state: 'chosen', folder: '/media/usb' }
const failed = (why: string) => ({ state: 'failed', why })
const always = () => true

const passed = (rights: readonly Right[] | null, mayShow: () => boolean = always) =>
  createFolderGate(() => rights, mayShow).pass(intentRules, async () => CHOSEN)

describe('a folder is asked for', () => {
  test.each([['export'], ['month-list'], ['settings']] as const)(
    'where somebody has the right %s',
    async (right) => {
      expect(await passed([right])).toEqual(CHOSEN)
    },
  )

  test('and nobody else, nor before the desk has said who is there', async () => {
    expect(await passed(['check-in', 'look', 'amend'])).toEqual(failed('not-allowed'))
    expect(await passed(null)).toEqual(failed('not-allowed'))
  })

  test('not where the dialog would be a way out', async () => {
    expect(await passed(['settings'], () => false)).toEqual(failed('kiosk'))
  })

  test('once at a time, and again after one that failed', async () => {
    const gate = createFolderGate(() => ['export'], always)
    const { promise, reject } = Promise.withResolvers<FolderAnswer>()
    const first = gate.pass(intentRules, () => promise)
    expect(await gate.pass(intentRules, async () => CHOSEN)).toEqual(failed('busy'))
    reject(new Error('gone'))
    expect(await first).toEqual(failed('failed'))
    expect(await gate.pass(intentRules, async () => CHOSEN)).toEqual(CHOSEN)
  })
})
