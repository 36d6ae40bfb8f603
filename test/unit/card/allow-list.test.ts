import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { GENERATIONS } from '../../../native/card/applications.ts'
import { ALLOWED, type Command, encode, encodeGetResponse, type Flow } from '../../../native/card/commands.ts'
import { createGate } from '../../../native/card/gate.ts'
import { parseVerificationNumber } from '../../../native/card/verification-number.ts'
import { bytes, hex } from './support.ts'

const [generation] = GENERATIONS
const parsed = parseVerificationNumber(
  { birthDate: '600401', expiryYear: '2031', securityCode: '0000' },
  2026,
)
if (!parsed.ok) throw new Error('the number of the fixture must be right')
const number = parsed.value

/** The sequences of the reference, written by hand. */
const SEQUENCES: readonly (readonly [Command<Flow>, string])[] = [
  [{ instruction: 'select-application', application: 'jpki' }, '00A4040C0AD392F000260100000001'],
  [{ instruction: 'select', application: 'jpki', file: 'token' }, '00A4020C020006'],
  [
    { instruction: 'read', application: 'jpki', file: 'token', by: 'selection', offset: 0, length: 32 },
    '00B0000020',
  ],
  [
    { instruction: 'read', application: 'jpki', file: 'token', by: 'short-id', offset: 0, length: 32 },
    '00B0860020',
  ],
  [{ instruction: 'select', application: 'jpki', file: 'certificate' }, '00A4020C02000A'],
  [
    {
      instruction: 'read',
      application: 'jpki',
      file: 'certificate',
      by: 'selection',
      offset: 0,
      length: 256,
    },
    '00B0000000',
  ],
  [
    { instruction: 'read', application: 'jpki', file: 'certificate', by: 'short-id', offset: 0, length: 256 },
    '00B08A0000',
  ],
  [
    {
      instruction: 'read',
      application: 'jpki',
      file: 'certificate',
      by: 'selection',
      offset: 0x500,
      length: 0xe9,
    },
    '00B00500E9',
  ],
  [{ instruction: 'select', application: 'jpki', file: 'authority' }, '00A4020C02000B'],
  [{ instruction: 'select-application', application: 'text' }, '00A4040C0AD3921000310001010408'],
  [{ instruction: 'select', application: 'text', file: 'verification-number' }, '00A4020C020015'],
  [{ instruction: 'count-attempts', application: 'text', file: 'verification-number' }, '00200080'],
  [
    { instruction: 'verify', application: 'text', file: 'verification-number', number },
    '002000800E3630303430313230333130303030',
  ],
  [{ instruction: 'select', application: 'text', file: 'basic-four' }, '00A4020C020002'],
]

describe('encode', () => {
  it.each(SEQUENCES)('%o', (command, expected) => {
    expect(hex(encode(command, generation)).toUpperCase()).toBe(expected)
  })

  it('refuses an offset that the short form cannot say', () => {
    const read = { instruction: 'read', application: 'jpki', file: 'certificate', length: 1 } as const
    expect(() => encode({ ...read, by: 'short-id', offset: 256 }, generation)).toThrow()
    expect(() => encode({ ...read, by: 'selection', offset: 0x8000 }, generation)).toThrow()
  })
})

describe('what the types leave unsaid', () => {
  it('has no word for the individual number, 照合番号A, the signature certificate or a PIN', () => {
    const words = (_: Command<Flow>): void => undefined
    // @ts-expect-error there is no such application
    words({ instruction: 'select-application', application: 'surface' })
    // @ts-expect-error there is no such file
    words({ instruction: 'select', application: 'text', file: 'individual-number' })
    // @ts-expect-error there is no such file
    words({ instruction: 'select', application: 'jpki', file: 'signature-certificate' })
    // @ts-expect-error a certificate is not verified against
    words({ instruction: 'verify', application: 'jpki', file: 'certificate', number })
    const part = { by: 'selection', offset: 0, length: 1 } as const
    // @ts-expect-error the number itself is not read
    words({ instruction: 'read', application: 'text', file: 'verification-number', ...part })
    const withoutNumber = (_: Command<'certificate'>): void => undefined
    // @ts-expect-error the text application belongs to the other flow
    withoutNumber({ instruction: 'select-application', application: 'text' })
    // @ts-expect-error and so does its number
    withoutNumber({ instruction: 'count-attempts', application: 'text', file: 'verification-number' })
  })

  it('names exactly these files', () => {
    expect(ALLOWED).toEqual({
      certificate: {
        jpki: { token: ['select', 'read'], certificate: ['select', 'read'], authority: ['select', 'read'] },
      },
      'verification-number': {
        text: {
          'verification-number': ['select', 'count-attempts', 'verify'],
          'basic-four': ['select', 'read'],
        },
      },
    })
  })
})

/** A gate at which these commands were answered with 9000. */
const gateAfter = (flow: Flow, ...commands: readonly string[]) => {
  const gate = createGate(flow, generation)
  for (const command of commands) {
    gate.admit(bytes(command))
    gate.settle(0x9000)
  }
  return gate
}
const JPKI = '00A4040C0AD392F000260100000001'
const TEXT = '00A4040C0AD3921000310001010408'

describe('the gate', () => {
  it.each([
    ['the text application in the flow of the certificate', 'certificate', [], TEXT],
    ['the surface application', 'certificate', [], '00A4040C0AD3921000310001010402'],
    ['a payment application', 'certificate', [], '00A4040C07A0000000031010'],
    ['the JPKI application in the flow of 照合番号B', 'verification-number', [], JPKI],
    ['the signature certificate', 'certificate', [JPKI], '00A4020C020001'],
    ['the signature certificate by short id', 'certificate', [JPKI], '00B0810000'],
    ['the authentication PIN', 'certificate', [JPKI], '00A4020C020018'],
    ['the signature key', 'certificate', [JPKI], '00A4020C02001A'],
    ['a PIN against the certificate', 'certificate', [JPKI, '00A4020C02000A'], '0020008004 30303030'],
    ['asking for attempts there', 'certificate', [JPKI, '00A4020C02000A'], '00200080'],
    ['the individual number', 'verification-number', [TEXT], '00A4020C020001'],
    ['the individual number by short id', 'verification-number', [TEXT], '00B0810000'],
    ['照合番号A', 'verification-number', [TEXT], '00A4020C020014'],
    ['the text PIN', 'verification-number', [TEXT], '00A4020C020011'],
    ['reading the number', 'verification-number', [TEXT, '00A4020C020015'], '00B0000000'],
    [
      'a number against the basic four',
      'verification-number',
      [TEXT, '00A4020C020002'],
      '002000800E3630303430313230333130303030',
    ],
    [
      'twelve digits, as 照合番号A has',
      'verification-number',
      [TEXT, '00A4020C020015'],
      '002000800C313233343536373839303132',
    ],
    ['four digits, as a PIN has', 'verification-number', [TEXT, '00A4020C020015'], '002000800430303030'],
    [
      'fourteen bytes that are no digits',
      'verification-number',
      [TEXT, '00A4020C020015'],
      '002000800E4130303430313230333130303030',
    ],
    ['reading before anything is selected', 'certificate', [], '00B0000000'],
    ['a short id before an application is selected', 'certificate', [], '00B08A0000'],
    ['GET RESPONSE that nothing announced', 'certificate', [JPKI], '00C0000000'],
    ['a signature', 'certificate', [JPKI], '802A0080333031'],
    ['the key of the terminal', 'certificate', [JPKI], '80A20000'],
    ['a record', 'certificate', [JPKI], '00B2010400'],
    ['a longer select that hides another', 'certificate', [JPKI], '00A4020C02000A00'],
    ['nothing at all', 'certificate', [], ''],
  ] as const)('refuses %s', (_, flow, before, command) => {
    expect(() => gateAfter(flow, ...before).admit(bytes(command))).toThrow('not on the allow-list')
  })

  it('says nothing of the data of what it refuses', () => {
    const gate = gateAfter('certificate', JPKI)
    expect(() => gate.admit(bytes('0020008004 31323334'))).toThrow(/^not on the allow-list: 00200080$/)
  })

  it('does not take a selection for one that the card refused', () => {
    const gate = gateAfter('verification-number', TEXT, '00A4020C020015')
    gate.admit(bytes('00A4020C020002'))
    gate.settle(0x6a82)
    expect(() => gate.admit(bytes('00B0000000'))).toThrow()
    expect(() => gate.admit(bytes('00200080'))).toThrow()
  })

  it('admits GET RESPONSE once the card has announced data', () => {
    const gate = gateAfter('certificate', JPKI, '00A4020C02000A')
    gate.admit(bytes('00B0000000'))
    gate.settle(0x6100)
    expect(() => gate.admit(encodeGetResponse(256))).not.toThrow()
  })

  it('admits nothing but the list, whatever bytes come', () => {
    const commands = new Set(SEQUENCES.map(([, command]) => command.toLowerCase()))
    const header = fc.tuple(
      fc.constantFrom(0x00, 0x80, 0x84, 0xff),
      fc.constantFrom(0xa4, 0xb0, 0x20, 0xc0, 0x2a, 0xb2, 0x24, 0x2c, 0xa2, 0xca),
      fc.integer({ min: 0, max: 255 }),
      fc.integer({ min: 0, max: 255 }),
    )
    fc.assert(
      fc.property(
        header,
        fc.uint8Array({ maxLength: 20 }),
        fc.constantFrom('certificate', 'verification-number'),
        (head, rest, flow) => {
          const command = Uint8Array.of(...head, ...rest)
          const gate = gateAfter(flow, flow === 'certificate' ? JPKI : TEXT)
          let admitted = true
          try {
            gate.admit(command)
          } catch {
            admitted = false
          }
          const byShortId =
            /^00b08[6ab][0-9a-f]{4}$/.test(hex(command)) || /^00b082[0-9a-f]{4}$/.test(hex(command))
          if (admitted) expect(commands.has(hex(command)) || byShortId).toBe(true)
        },
      ),
      { numRuns: 5_000 },
    )
  })
})
