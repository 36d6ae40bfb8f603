import { expect, test } from 'vitest'
import { RIGHTS } from '../../../contract/rights.ts'
import type { Right } from '../../../contract/staff.ts'
import { fakeDesk } from './fakes.ts'

const signedIn = (role: 'administrator' | 'receptionist', rights: readonly Right[]) => ({
  required: true,
  signedIn: { id: 's1', name: '見本 長子', role, hasCard: false },
  rights: [...rights],
  people: [],
  left: [],
  refusal: null,
  registering: null,
})

const SHEET = { number: '4b1c9e0f7a23d586', at: '2026-11-22T09:00:00.000+09:00' }

test('a key sheet is seen by those who may make one, and by nobody after them', () => {
  const desk = fakeDesk()
  desk.service.tell({ type: 'staff', staff: signedIn('administrator', RIGHTS) })
  const newKeySheet = { ...SHEET, groups: ['1CR5K'], hasPassphrase: false }
  desk.service.tell({ type: 'journal-care', care: { newKeySheet, keySheet: SHEET } })
  desk.service.tell({ type: 'staff', staff: signedIn('administrator', RIGHTS) })
  expect(desk.state().office.journal.newKeySheet).toEqual(newKeySheet)
  desk.service.tell({ type: 'staff', staff: { ...signedIn('administrator', []), signedIn: null } })
  expect(desk.state().office.journal).toMatchObject({ newKeySheet: null, keySheet: SHEET })
  expect(JSON.stringify(desk.state())).not.toContain('1CR5K')
  desk.service.tell({ type: 'staff', staff: signedIn('administrator', RIGHTS) })
  expect(desk.state().office.journal.newKeySheet).toBeNull()
})
