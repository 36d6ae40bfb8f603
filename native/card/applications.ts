/**
 * Applications and files of the card, one entry a card generation (reference: the applications of the national card,
 * docs/readers.md). Only files that this program may touch have a name here. The file of the individual number (個人番号),
 * the picture of it, 照合番号A and the signature certificate have none and must never be given one.
 */
export type ApplicationName = 'jpki' | 'text'

export type Generation = {
  readonly name: string
  readonly applications: {
    readonly [Application in ApplicationName]: {
      /** The application's id, in hexadecimal. */
      readonly id: string
      /** File ids; the low five bits are the short id. */
      readonly files: Readonly<Record<FileName[Application], number>>
    }
  }
}

export type FileName = {
  /** 公的個人認証: token label, user-authentication certificate, the certificate of its authority. */
  jpki: 'token' | 'certificate' | 'authority'
  /** 券面入力補助: 照合番号B, and what it opens (name, address, birth date, sex). */
  text: 'verification-number' | 'basic-four'
}

export const GENERATIONS: readonly [Generation, ...Generation[]] = [
  {
    // Issued since 2016-01, RSA-2048. The next one is planned for the fiscal year 2028; its ids are not public.
    name: 'first',
    applications: {
      jpki: { id: 'd392f000260100000001', files: { token: 0x0006, certificate: 0x000a, authority: 0x000b } },
      text: { id: 'd3921000310001010408', files: { 'verification-number': 0x0015, 'basic-four': 0x0002 } },
    },
  },
]

/** Token labels by which a card says what it is; padding is cut off before the comparison. */
export const TOKEN_LABEL = { myNumberCard: 'JPKIAPICCTOKEN2', jukiCard: 'JPKIAPICCTOKEN' } as const
