import { describe, expect, it } from 'vitest'
import { fatalOf } from '../../../main/desk/process/fatal.ts'
import { errorPage } from '../../../main/shell/error-page/page.ts'

describe('a journal that does not open', () => {
  it.each([
    ['in-use', 'second-desk'],
    ['held', 'journal-held'],
    ['not-a-folder', 'home-unwritable'],
    ['newer-form', 'newer-journal'],
    ['disk-full', null],
    ['damaged', null],
  ] as const)('%s: %s', (why, fatal) => expect(fatalOf({ why })).toBe(fatal))

  it('held by a program that synchronises or backs up has a page of its own, which speaks of no second desk', () => {
    const page = errorPage('journal-held')
    expect(page).toMatch(/同期やバックアップ/)
    expect(page).not.toMatch(/すでに動いています|もうひとつ|先に開いている/)
    expect(errorPage('second-desk')).toMatch(/すでに動いています/)
  })
})
