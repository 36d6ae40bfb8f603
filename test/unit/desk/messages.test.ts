/** Messages to the person at the desk, and their fate as more is said. */
import { expect, it } from 'vitest'
import { STATES } from '../../../fixtures/states/states.ts'
import { type Core, say } from '../../../main/desk/model/core.ts'

const QUIET: Core = { state: STATES.ready, nextId: 1, isZoneRight: true, parked: [], isCardGone: true }
const codes = ({ state }: Core): string[] => state.messages.map(({ code }) => code)
const PROBLEMS = [
  'CENTER_DIVERGED',
  'BACKUP_FAILED',
  'READER_LOST',
  'SCANNER_LOST',
  'WRONG_ZONE',
  'MY_NUMBER_REFUSED',
] as const

it('nothing that somebody should look at goes because more is said', () => {
  const said = PROBLEMS.reduce<Core>((core, code, at) => say(core, code, at % 2 ? 'look' : 'problem'), QUIET)
  expect(codes(said)).toEqual(PROBLEMS)
})

it('of more than four messages the oldest that only inform go', () => {
  const informed = say(say(QUIET, 'READER_FOUND', 'info'), 'DESK_RECOVERED', 'info')
  const said = PROBLEMS.slice(0, 3).reduce<Core>((core, code) => say(core, code, 'problem'), informed)
  expect(codes(said)).toEqual(['DESK_RECOVERED', ...PROBLEMS.slice(0, 3)])
})

it('the same is not said twice at once', () => {
  expect(codes(say(say(QUIET, 'READER_LOST', 'look'), 'READER_LOST', 'look'))).toEqual(['READER_LOST'])
})
