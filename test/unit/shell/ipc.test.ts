import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { intentSchema } from '../../../contract/intents.ts'
import { MAX_MESSAGE } from '../../../main/shell/ipc/channels.ts'
import { openMessage, trustedPage } from '../../../main/shell/ipc/message.ts'
import { addressOf } from '../../../main/shell/page/policy.ts'

describe('a sender is trusted', () => {
  const own = { page: 'desk', mainFrame: true, address: 'uketsuke://desk/index.html' } as const

  test('as the page that was opened, at its address, whatever its hash', () => {
    expect(trustedPage(own)).toBe('desk')
    expect(trustedPage({ page: 'paper', mainFrame: true, address: addressOf('paper', 'slip-17') })).toBe(
      'paper',
    )
  })

  test.each([
    ['contents that nobody opened', { ...own, page: null }],
    ['a frame inside the page', { ...own, mainFrame: false }],
    ['another host', { ...own, address: 'uketsuke://patient/index.html' }],
    ['another document', { ...own, address: 'uketsuke://desk/trouble.html' }],
    ['another scheme', { ...own, address: 'https://desk/index.html' }],
    ['a host that only begins alike', { ...own, address: 'uketsuke://desk.example/index.html' }],
    ['a name and password before the host', { ...own, address: 'uketsuke://desk@stranger/index.html' }],
    ['a port', { ...own, address: 'uketsuke://desk:1/index.html' }],
    ['a frame that is gone', { ...own, address: '' }],
    ['no address at all', { ...own, address: '::' }],
  ])('never as %s', (_what, sender) => {
    expect(trustedPage(sender)).toBeNull()
  })
})

describe('a message', () => {
  test('of the contract is opened', () => {
    const message = { type: 'set-patient-number', patientNumber: '001' }
    expect(openMessage(intentSchema, JSON.stringify(message))).toEqual({ ok: true, value: message })
  })

  test.each([
    ['nothing', undefined],
    ['an object', { type: 'open-check-in' }],
    ['no JSON', '{'],
    ['an unknown kind', '{"type":"format-disk"}'],
    ['a key too many', '{"type":"open-check-in","force":true}'],
    ['a polluted prototype', '{"type":"open-check-in","__proto__":{"force":true}}'],
    ['too long', `{"type":"typed-scan","text":"${'x'.repeat(MAX_MESSAGE)}"}`],
    ['a text beyond its bound', `{"type":"typed-scan","text":"${'x'.repeat(8001)}"}`],
    ['a wrong kind of value', '{"type":"set-patient-number","patientNumber":7}'],
  ])('is refused: %s', (_what, message) => {
    expect(openMessage(intentSchema, message).ok).toBe(false)
  })

  test('that is refused is not repeated', () => {
    const refused = openMessage(intentSchema, '{"type":"cancel","123456789018":1}')
    expect(refused).toEqual({ ok: false, problem: expect.not.stringContaining('cancel') })
    expect(openMessage(z.string(), '"x').ok).toBe(false)
  })

  test('of any other form never passes and never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.json(), fc.string()), (message) => {
        const opened = openMessage(intentSchema, message)
        if (opened.ok) expect(intentSchema.safeParse(JSON.parse(String(message))).success).toBe(true)
      }),
      { numRuns: 3_000 },
    )
  })
})
