import { createElement } from 'react'
import { renderToString } from 'react-dom/server'
import { expect, it } from 'vitest'
import { type Message, messageSchema } from '../../../contract/desk.ts'
import words from '../../../contract/languages/ja/window.json' with { type: 'json' }
import { refusalReasonSchema } from '../../../contract/scan.ts'
import { STATES } from '../../../fixtures/states/states.ts'
import { useSaid } from '../../../renderer/frame/said.ts'
import { DeskProvider } from '../../../renderer/state/desk.ts'

const { messages, scanRefused } = words.desk

const Texts = () => useSaid(null, () => {}).map(({ text }) => text)

/** The window's words for one message. */
const said = (code: Message['code'], details: Message['details'] = {}): string => {
  const value = { ...STATES.ready, messages: [{ id: 1, code, tone: 'look' as const, details }] }
  return renderToString(createElement(DeskProvider, { value }, createElement(Texts)))
}

it.each(refusalReasonSchema.options)(
  'a scan that is refused as %s is refused in words of its own',
  (reason) => {
    expect(said('SCAN_REFUSED', { reason })).toContain(scanRefused[reason])
  },
)

it('a scan that is refused for a reason that the window does not know is refused all the same', () => {
  expect(said('SCAN_REFUSED', { reason: 'NEW' })).toContain(messages.SCAN_REFUSED)
})

it.each(messageSchema.shape.code.options)('%s is said in words', (code) => {
  const visitDate = '2026-11-22'
  expect(said(code, { visitDate })).not.toContain('messages.')
})
