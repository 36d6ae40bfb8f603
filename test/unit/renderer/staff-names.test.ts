import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { STATES } from '../../../fixtures/states/states.ts'
import { DeskProvider } from '../../../renderer/state/desk.ts'
import { useStaffName } from '../../../renderer/state/staff-names.ts'

const Name = ({ id }: { id: string }) => useStaffName()(id)

it.each([
  ['p1', '見本 受付子'],
  ['p9', '見本 前任（今は登録なし）'],
  ['reception', '受付（職員の登録なし）'],
  ['staff-of-another-journal', '登録のない職員'],
])('the staff id %s of a row is read as %s', (id, name) => {
  const drawn = createElement(DeskProvider, { value: STATES.office }, createElement(Name, { id }))
  expect(renderToString(drawn)).toBe(name)
})
