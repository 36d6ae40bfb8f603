import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { scanCommand } from '../../../main/cli/commands/scan.ts'

const run = async (input: string, args: readonly string[] = []) => {
  const written: string[] = []
  const said: string[] = []
  const code = await scanCommand(args, {
    stdin: Readable.from([input]),
    out: async (text) => void written.push(text),
    say: (line) => void said.push(line),
  })
  return { code, written: written.join(''), said }
}

describe('scan', () => {
  it('writes one document: the results of each recording, with its id where it has one', async () => {
    const card = '02095d46304130303132333435410000000000000000000000000000000000000000000000000000'
    const report = `${card.padEnd(126, '0')}00`
    const config = { patientCard: { symbologies: ['F0'], pattern: '^[0-9]{7}$' } }
    const recordings = [
      { id: 'one', config, events: [{ at: 0, device: 's1', report }] },
      { events: [{ at: 0, checkIn: 'open' }, { at: 5 }] },
    ]
    const { code, written } = await run(JSON.stringify(recordings))
    expect(code).toBe(0)
    expect(JSON.parse(written)).toEqual([
      { id: 'one', results: [{ outcome: 'accept', kind: 'patient-card', fields: { id: '0012345' } }] },
      { results: [] },
    ])
  })

  it.each([
    [[{ events: [{ at: 0, device: 's1', report: '0' }] }], '[0].events[0].report: expected bytes in hex'],
    [[{ events: [{ at: 0, device: 's1', bytes: 'xy' }] }], '[0].events[0].bytes: expected bytes in hex'],
    [[{ events: [{ at: 5 }, { at: 4 }] }], '[0].events[1].at: expected ascending milliseconds'],
    [[{ events: [{ at: 0, report: '02' }] }], '[0].events[0].device: expected the name of a device'],
    [
      [{ events: [{ at: 0, device: 's1', checkIn: 'open' }] }],
      '[0].events[0].device: a check-in has no device',
    ],
    [[{ events: [{ at: 0, device: 's1', report: '', bytes: '' }] }], '[0].events[0]: expected one of'],
    [[{ events: [{ at: 0, checkIn: 'shut' }] }], '[0].events[0].checkIn: '],
    [[{ events: [{ at: 'now' }] }], '[0].events[0].at: '],
    [[{ events: [{}] }], '[0].events[0].at: '],
    [[{ events: [{ at: 0, other: 1 }] }], '[0].events[0].other: unknown key'],
    [[{ title: 'x', events: [] }], '[0].title: unknown key'],
    [[{ config: { idleMs: 0 }, events: [] }], '[0].config.idleMs: '],
    [[{ config: { profiles: { s1: 'D' } }, events: [] }], '[0].config.profiles.s1: '],
    [[{ config: { serial: { c: { end: 'cr' } } }, events: [] }], '[0].config.serial.c.end: '],
    [
      [{ config: { patientCard: { symbologies: ['F0'], pattern: '(' } }, events: [] }],
      '[0].config.patientCard.pattern: expected a regular expression',
    ],
    [
      [{ config: { patientCard: { symbologies: [']F0'], pattern: 'x' } }, events: [] }],
      '[0].config.patientCard.symbologies[0]: expected two characters',
    ],
    [
      [
        {
          config: {
            templates: [{ name: 'x', kind: 'eligibility-notice', dates: 'iso', pattern: '(?<myNumber>.*)' }],
          },
          events: [],
        },
      ],
      '[0].config.templates[0].pattern: expected named groups',
    ],
    [{}, 'expected array'],
  ])('refuses %j and names the value', async (input, problem) => {
    const { code, written, said } = await run(JSON.stringify(input))
    expect(code).toBe(2)
    expect(written).toBe('')
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(problem)
  })

  it('refuses what is no JSON, and a second file', async () => {
    expect((await run('{')).code).toBe(2)
    expect((await run('[]', ['a', 'b'])).said).toEqual(['b: one argument too many'])
  })
})
