import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { recordingSchema } from '../../../contract/recording.ts'
import { scanResultSchema } from '../../../contract/scan.ts'
import given from '../../../fixtures/cases/given/scans.json' with { type: 'json' }
import { SCAN_CASES } from '../../../fixtures/cases/scans/index.ts'
import { playRecording } from '../../../main/cli/commands/scan.ts'

const caseSchema = z.looseObject({ id: z.string(), title: z.string(), expected: z.array(z.unknown()) })

/** As `scan` reads and writes it: through JSON. */
const play = (recording: unknown): unknown =>
  JSON.parse(JSON.stringify(playRecording(recordingSchema.parse(JSON.parse(JSON.stringify(recording))))))

describe.each([
  ['given', given],
  ['our own', SCAN_CASES],
])('recordings: %s', (_, cases) => {
  it.each(z.array(caseSchema).parse(cases))('$id $title', ({ title: _title, expected, ...recording }) => {
    expect(play(recording)).toEqual({ id: recording.id, results: JSON.parse(JSON.stringify(expected)) })
  })
})

describe('our own recordings', () => {
  it('are at least three times as many as those given, each with its own id', () => {
    expect(SCAN_CASES.length).toBeGreaterThanOrEqual(3 * given.length)
    expect(new Set(SCAN_CASES.map(({ id }) => id)).size).toBe(SCAN_CASES.length)
  })

  it('cover every reason for a refusal and every kind that is accepted', () => {
    const results = SCAN_CASES.flatMap(({ expected }) => expected.map((one) => scanResultSchema.parse(one)))
    const said = new Set(
      results.map((result) =>
        result.outcome === 'refuse'
          ? result.reason
          : result.outcome === 'accept'
            ? result.kind
            : result.outcome,
      ),
    )
    expect([...said].sort()).toEqual(
      [
        'BUSY',
        'CONFLICT',
        'CONTROL_CHARACTERS',
        'ENCODING',
        'FIELD',
        'LINK',
        'MALFORMED',
        'MEDICATION_NOTEBOOK',
        'MY_NUMBER',
        'OVERFLOW',
        'TOO_LONG',
        'UNKNOWN',
        'UNSUPPORTED_VERSION',
        'WRONG_CODE',
        'WRONG_PATIENT',
        'eligibility-certificate',
        'eligibility-notice',
        'partial',
        'patient-card',
        'prescription',
        'prescription-copy',
      ].sort(),
    )
  })
})
