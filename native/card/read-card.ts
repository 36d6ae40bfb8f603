import { fail, ok, type Result } from '../../contract/result.ts'
import { type FileName, TOKEN_LABEL } from './applications.ts'
import { datesAtBeginning } from './certificate/dates.ts'
import { type CertificateDates, type ParsedCertificate, parseCertificate } from './certificate/parse.ts'
import { type Channel, type ChannelProblem, STATUS } from './channel.ts'
import { type FileProblem, readObject } from './read-file.ts'

/** The reading of one card, before it is judged. */
export type CardContents = {
  readonly card: 'my-number-card' | 'juki-card'
  /** Null when it was not asked for. */
  readonly token: string | null
  /** Null when the card carries none; its dates alone where no more was asked for. */
  readonly certificate: CertificateDates | ParsedCertificate | null
}

/** `dates`: no more of the certificate than its beginning, which has them. `whole`: all of it. */
export type Depth = 'dates' | 'whole'

/**
 * `foreign`: a card without the JPKI application. `unreadable`: what it says cannot be used; `selected` tells whether
 * it has got so far as to let that application be selected.
 */
export type CardProblem =
  | ChannelProblem
  | { readonly kind: 'foreign' }
  | { readonly kind: 'unreadable'; readonly selected: boolean }

export type CardChannel = Channel<'certificate'>

/** Tells whether the card did not answer at all, rather than answered something that is of no use. */
const isChannelProblem = (problem: FileProblem | { readonly kind: 'absent' }): problem is ChannelProblem =>
  problem.kind === 'fault' || problem.kind === 'silent' || problem.kind === 'no-answer'

/** Memory failures and "no precise diagnosis": the card is ill rather than another one. */
const isIll = (status: number): boolean => [0x64, 0x65, 0x6f].includes(status >> 8)

/** SEQUENCE, the tag of every certificate. */
const CERTIFICATE_TAG = 0x30
/** No 住基カード was issued after this, and no My Number card before: 2016-01-01 in Asia/Tokyo. */
const FIRST_MY_NUMBER_CARD = Date.UTC(2015, 11, 31, 15)

/** A 住基カード may hold such a certificate too. */
const isOld = ({ notBefore }: CertificateDates): boolean => notBefore.getTime() < FIRST_MY_NUMBER_CARD

/** Selects the JPKI application. Any refusal means that this is some other card; nothing else is tried on it. */
const selectApplication = async (channel: CardChannel): Promise<Result<null, CardProblem>> => {
  const answer = await channel.send({ instruction: 'select-application', application: 'jpki' })
  if (!answer.ok) return answer
  if (answer.value.status === STATUS.ok) return ok(null)
  return fail(isIll(answer.value.status) ? { kind: 'unreadable', selected: false } : { kind: 'foreign' })
}

/** `absent`: the card has no such file. */
type Reading = Result<Uint8Array, FileProblem | { readonly kind: 'absent' }>

const selectFile = async (
  channel: CardChannel,
  file: FileName['jpki'],
): Promise<Result<null, FileProblem | { readonly kind: 'absent' }>> => {
  const answer = await channel.send({ instruction: 'select', application: 'jpki', file })
  if (!answer.ok) return answer
  const { status } = answer.value
  if (status === STATUS.ok) return ok(null)
  return fail(status === STATUS.notFound ? { kind: 'absent' } : { kind: 'refused', status })
}

/** Reads a certificate's file: by short id where the card announces it, else (or if that fails) by selecting it. */
const readCertificateFile = async (
  channel: CardChannel,
  file: 'certificate' | 'authority',
  shortFileIds: boolean,
  isEnough: (beginning: Uint8Array) => boolean = () => false,
): Promise<Reading> => {
  const readSelected = (offset: number, length: number) =>
    channel.send({ instruction: 'read', application: 'jpki', file, by: 'selection', offset, length })
  if (shortFileIds) {
    // The short id selects; only an offset below 256 can be said with it, which the first read needs and no other.
    const reading = await readObject(
      (offset, length) =>
        offset === 0
          ? channel.send({ instruction: 'read', application: 'jpki', file, by: 'short-id', offset, length })
          : readSelected(offset, length),
      CERTIFICATE_TAG,
      channel.reach,
      isEnough,
    )
    if (reading.ok || reading.problem.kind !== 'refused') return reading
  }
  const selected = await selectFile(channel, file)
  return selected.ok ? readObject(readSelected, CERTIFICATE_TAG, channel.reach, isEnough) : selected
}

/** The token's label, 32 bytes of text; null when the card will not say. */
const readToken = async (
  channel: CardChannel,
  shortFileIds: boolean,
): Promise<Result<string | null, ChannelProblem>> => {
  if (!shortFileIds) {
    const selected = await selectFile(channel, 'token')
    if (!selected.ok) {
      const { problem } = selected
      return isChannelProblem(problem) ? fail(problem) : ok(null)
    }
  }
  const answer = await channel.send({
    instruction: 'read',
    application: 'jpki',
    file: 'token',
    by: shortFileIds ? 'short-id' : 'selection',
    offset: 0,
    length: 32,
  })
  if (!answer.ok) return answer
  if (answer.value.status !== STATUS.ok) return ok(null)
  const label = String.fromCharCode(...answer.value.data).replace(/[ \0]+$/, '')
  return ok(/^[\x20-\x7e]{1,32}$/.test(label) ? label : null)
}

/** The most commands that an ordinary reading may take; the label is read for its own sake only within it. */
const BUDGET = 8

const parse = (
  bytes: Uint8Array,
  depth: Depth,
): Result<CertificateDates | ParsedCertificate, 'malformed'> => {
  if (depth === 'whole') return parseCertificate(bytes)
  const dates = datesAtBeginning(bytes)
  return dates.kind === 'dates'
    ? ok({ notBefore: dates.notBefore, notAfter: dates.notAfter })
    : fail('malformed')
}

/**
 * Reads the card in as few commands as it allows: application (1), file (1, or none with short ids), and one for
 * every 256 bytes: 8 for a whole certificate of up to 1,536 bytes, 7 with short ids. Its dates stand in the first 256
 * bytes: 3 commands, 2 with short ids.
 *
 * The token label tells a My Number card from a 住基カード. It costs two commands, and the answer is known without it
 * where there is a certificate that only a My Number card can hold; so it is read when there is none, or when the
 * certificate is older than the first My Number card, or (`wantToken`) when there is room for it.
 */
export const readCard = async (
  channel: CardChannel,
  options: {
    readonly shortFileIds: boolean
    readonly wantToken: boolean
    readonly depth?: Depth
    readonly onSelected?: () => void
    /** Told once, while the rest of a whole certificate is still to be read: only a My Number card holds one of such dates. */
    readonly onDates?: (dates: CertificateDates) => void
  },
): Promise<Result<CardContents, CardProblem>> => {
  const application = await selectApplication(channel)
  if (!application.ok) return application
  options.onSelected?.()
  const depth = options.depth ?? 'whole'
  let isTold = false
  const isEnough = (beginning: Uint8Array): boolean => {
    if (isTold) return false
    const dates = datesAtBeginning(beginning)
    if (depth === 'dates') return dates.kind !== 'more'
    isTold = dates.kind !== 'more'
    if (dates.kind === 'dates' && !isOld(dates)) options.onDates?.(dates)
    return false
  }
  const reading = await readCertificateFile(channel, 'certificate', options.shortFileIds, isEnough)
  if (!reading.ok && reading.problem.kind !== 'absent')
    return fail(
      reading.problem.kind === 'refused' || reading.problem.kind === 'malformed'
        ? { kind: 'unreadable', selected: true }
        : reading.problem,
    )
  const parsed = reading.ok ? parse(reading.value, depth) : ok(null)
  if (!parsed.ok) return fail({ kind: 'unreadable', selected: true })
  const certificate = parsed.value

  const old = certificate === null || isOld(certificate)
  const room = options.wantToken && channel.exchanges() + (options.shortFileIds ? 1 : 2) <= BUDGET
  let token: string | null = null
  if (old || room) {
    const label = await readToken(channel, options.shortFileIds)
    if (!label.ok) return label
    token = label.value
  }
  return ok({ card: token === TOKEN_LABEL.jukiCard ? 'juki-card' : 'my-number-card', token, certificate })
}

/** The certificate of the authority that the card carries, for a chain that needs it; null when there is none to use. */
export const readAuthority = async (
  channel: CardChannel,
  shortFileIds: boolean,
): Promise<Result<ParsedCertificate | null, ChannelProblem>> => {
  const reading = await readCertificateFile(channel, 'authority', shortFileIds)
  if (!reading.ok) {
    const { problem } = reading
    return isChannelProblem(problem) ? fail(problem) : ok(null)
  }
  const parsed = parseCertificate(reading.value)
  return ok(parsed.ok ? parsed.value : null)
}
