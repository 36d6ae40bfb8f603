import { describe, expect, it } from 'vitest'
import { createScanSession, stepSession } from '../../../main/codes/session.ts'

const capturing = { ...createScanSession(), capturing: true }
const bytes = (text: string) => new TextEncoder().encode(text)

describe('a session that captures hands scans on as texts, and reads no document in them', () => {
  it('of a scanner that types', () => {
    const { results, captured } = stepSession(capturing, {
      kind: 'text',
      at: 0,
      device: 'keyboard',
      text: 'STAFF-見本-1\r',
    })
    expect({ results, captured }).toEqual({ results: [], captured: ['STAFF-見本-1'] })
  })

  it('of a serial scanner, without the symbology that it puts before them', () => {
    const begun = stepSession(capturing, {
      kind: 'bytes',
      at: 0,
      device: 'com',
      bytes: bytes(']C0STAFF-1\r\n'),
    })
    const { results, captured } = stepSession(begun.session, { kind: 'tick', at: 10_000 })
    expect({ results, captured }).toEqual({ results: [], captured: ['STAFF-1'] })
  })

  it('and otherwise captures nothing', () => {
    const open = createScanSession()
    const { results, captured } = stepSession(open, {
      kind: 'text',
      at: 0,
      device: 'keyboard',
      text: 'STAFF-1',
    })
    expect(captured).toEqual([])
    expect(results).toHaveLength(1)
  })
})
