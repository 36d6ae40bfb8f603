/** §21: printing asks for the rights of what it prints, and makes one window at a time. */
import { describe, expect, test } from 'vitest'
import type { PrintRequest, PrintResult } from '../../../contract/bridge.ts'
import type { DeskState } from '../../../contract/desk.ts'
import { intentRules } from '../../../contract/intents.ts'
import type { Role } from '../../../contract/staff.ts'
import { RIGHTS_OF_ROLE } from '../../../main/desk/model/rights.ts'
import { shellFacts } from '../../../main/desk/model/shown.ts'
import { createPrintGate } from '../../../main/shell/window/print-gate.ts'
import { QUIET } from '../../electron/fixture/state.ts'

const DONE: PrintResult = { state: 'done', file: null }
const SLIP: PrintRequest = { paper: 'slip', seq: 1, as: 'pdf' }
const DECLARATION: PrintRequest = { paper: 'declaration', as: 'pdf' }
const JOURNAL_SLIP: PrintRequest = { paper: 'journal-slip', as: 'pdf' }

const staffed = (role: Role | null): DeskState => ({
  ...QUIET,
  office: {
    ...QUIET.office,
    staff: {
      ...QUIET.office.staff,
      required: true,
      signedIn: role === null ? null : { id: 's1', name: '見本 花子', role, hasCard: false },
      rights: role === null ? [] : [...RIGHTS_OF_ROLE[role]],
    },
  },
})

describe('§21 printing', () => {
  test.each([
    [null, SLIP, 'not-allowed'],
    [null, DECLARATION, 'not-allowed'],
    [null, JOURNAL_SLIP, 'not-allowed'],
    ['receptionist', SLIP, null],
    ['receptionist', DECLARATION, null],
    ['receptionist', JOURNAL_SLIP, 'not-allowed'],
    ['manager', JOURNAL_SLIP, null],
    ['administrator', JOURNAL_SLIP, null],
  ] as const)('signed in %s, %j: refused %s', async (role, request, why) => {
    let printed = 0
    const gate = createPrintGate(
      () => shellFacts(staffed(role)).rights,
      () => 0,
    )
    const result = await gate.pass(request, intentRules, async () => {
      printed += 1
      return DONE
    })
    expect(result).toEqual(why === null ? DONE : { state: 'failed', why })
    expect(printed).toBe(why === null ? 1 : 0)
  })

  test('before there is a state nothing is printed', async () => {
    const gate = createPrintGate(
      () => null,
      () => 0,
    )
    expect(await gate.pass(SLIP, intentRules, async () => DONE)).toEqual({
      state: 'failed',
      why: 'not-allowed',
    })
  })

  test('sixty at once make one window; twenty a minute are printed one after the other', async () => {
    let now = 0
    let open = 0
    let most = 0
    const gate = createPrintGate(
      () => shellFacts(staffed('receptionist')).rights,
      () => now,
    )
    const print = async (): Promise<PrintResult> => {
      open += 1
      most = Math.max(most, open)
      await new Promise((resolve) => setImmediate(resolve))
      open -= 1
      return DONE
    }
    const answers = await Promise.all(Array.from({ length: 60 }, () => gate.pass(SLIP, intentRules, print)))
    expect(most).toBe(1)
    expect(answers.filter(({ state }) => state === 'done')).toHaveLength(1)
    expect(answers[59]).toEqual({ state: 'failed', why: 'busy' })
    for (let count = 0; count < 40; count += 1) await gate.pass(SLIP, intentRules, print)
    expect(await gate.pass(SLIP, intentRules, print)).toEqual({ state: 'failed', why: 'busy' })
    now = 60_000
    expect(await gate.pass(SLIP, intentRules, print)).toEqual(DONE)
  })

  test('a paper that fails gives its place back', async () => {
    const gate = createPrintGate(
      () => shellFacts(staffed('receptionist')).rights,
      () => 0,
    )
    await expect(gate.pass(SLIP, intentRules, () => Promise.reject(new Error('x')))).rejects.toThrow('x')
    expect(await gate.pass(SLIP, intentRules, async () => DONE)).toEqual(DONE)
  })
})
