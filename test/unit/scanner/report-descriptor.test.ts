import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REPORT_LAYOUTS, reportProfileSchema } from '../../../contract/scanner.ts'
import { REPORT_DESCRIPTORS } from '../../../fixtures/codes/report-descriptors.ts'
import { readReportDescriptor } from '../../../native/scanner/report-descriptor.ts'

describe('a report descriptor', () => {
  it.each(reportProfileSchema.options)('tells layout %s', (profile) => {
    expect(readReportDescriptor(REPORT_DESCRIPTORS[profile])).toEqual(REPORT_LAYOUTS[profile])
  })

  it('tells a layout with one more byte before the identifier', () => {
    const text = Array.from(REPORT_DESCRIPTORS.A, (byte) => byte.toString(16).padStart(2, '0')).join('')
    // A byte of the maker's after the length: 95 01 · 09 00 · 81 03.
    const longer = text.replace('950309fb', '950109008103950309fb')
    const bytes = Uint8Array.from(longer.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    expect(readReportDescriptor(bytes)).toEqual({
      size: 65,
      length: 1,
      identifier: 3,
      data: 6,
      capacity: 56,
      flag: 64,
    })
  })

  it('takes a nameless byte before the identifier for the length', () => {
    const text = Array.from(REPORT_DESCRIPTORS.B, (byte) => byte.toString(16).padStart(2, '0')).join('')
    const nameless = text.replace('0501093b', '')
    const bytes = Uint8Array.from(nameless.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    expect(readReportDescriptor(bytes)).toEqual(REPORT_LAYOUTS.B)
  })

  it('of a keyboard tells none', () => {
    const keyboard = Uint8Array.from([
      0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x85, 0x02, 0x75, 0x08, 0x95, 0x06, 0x81, 0x00, 0xc0,
    ])
    expect(readReportDescriptor(keyboard)).toBeNull()
    expect(readReportDescriptor(new Uint8Array())).toBeNull()
  })

  it('of any bytes is read without harm', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        readReportDescriptor(bytes)
      }),
      { numRuns: 500 },
    )
  })
})
