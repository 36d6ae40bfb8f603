import { describe, expect, test } from 'vitest'
import { type Intent, intentRules, intentSchema } from '../../../contract/intents.ts'
import type { Staff } from '../../../contract/office.ts'
import { RIGHTS } from '../../../contract/rights.ts'
import type { Right } from '../../../contract/staff.ts'
import { admission } from '../../../main/desk/model/admission.ts'
import { isOfficeIntent } from '../../../main/desk/office/acts/index.ts'

const staff = (rights: readonly Right[] | null): Staff => ({
  required: true,
  signedIn: rights === null ? null : { id: 's1', name: '見本 長子', role: 'manager', hasCard: false },
  rights: [...(rights ?? [])],
  people: [],
  left: [],
  refusal: null,
  registering: null,
})
const without = (right: Right): Staff => staff(RIGHTS.filter((one) => one !== right))
const TYPES = intentSchema.options.map((option) => option.shape.type.value)

describe('who may do what', () => {
  const OVERRIDE: Intent = { type: 'override', outcome: 'accept', why: '見本のため' }

  test('an override needs its right, and the desk itself checks it', () => {
    expect(admission(OVERRIDE, without('override'))).toEqual({ state: 'no-right', right: 'override' })
    expect(admission(OVERRIDE, staff(['override']))).toEqual({ state: 'admitted' })
  })

  test.each<[Intent, Right]>([
    [{ type: 'teach-code', on: true }, 'settings'],
    [{ type: 'register-staff-card', person: 's1' }, 'staff'],
    [{ type: 'purge-journal' }, 'purge'],
    [{ type: 'move-keys', to: 'store' }, 'rotate-keys'],
    [{ type: 'export-journal', from: '', to: '', rows: 'visits', format: 'csv', folder: null }, 'export'],
    [{ type: 'open-check-in' }, 'check-in'],
  ])('%o needs a right', (intent, right) => {
    expect(admission(intent, without(right))).toEqual({ state: 'no-right', right })
  })

  test.each<Intent>([
    { type: 'teach-code', on: false },
    { type: 'register-staff-card', person: null },
    { type: 'give-up-work' },
    { type: 'sign-out' },
  ])('%o ends something, and needs none', (intent) => {
    expect(admission(intent, staff([]))).toEqual({ state: 'admitted' })
  })

  test('while nobody is signed in, the desk hears only the sign-in, a forgotten PIN, a typed code, the dock and a message put away', () => {
    const heard = TYPES.filter((type) => intentRules(type).whenLocked === 'hear')
    expect(heard.toSorted()).toEqual(['dismiss-message', 'recover-pin', 'sign-in', 'simulate', 'typed-scan'])
    expect(admission(OVERRIDE, staff(null))).toEqual({ state: 'locked' })
    expect(admission({ type: 'sign-in', person: 's1', secret: '2468' }, staff(null)).state).toBe('admitted')
  })
})

test('every intent has its rules, and is the back office’s or the desk’s', () => {
  for (const type of TYPES) expect(intentRules(type).whenMissed).toMatch(/^(repeat|say|drop)$/)
  expect(isOfficeIntent({ type: 'run-doctor' })).toBe(true)
  expect(isOfficeIntent({ type: 'cancel' })).toBe(false)
})
