/**
 * The card lies there, and reading it has failed.
 *
 * Rules: N02 N03 (what helps after a failure, in which order), N04 C01 K6 (certificate
 * expired), D03 N28 K2 (not registered), N18 C02 (refused: neutral words, the certificate alone), N11 (visual check
 * when face and PIN fail), N15 (the app at the desk, before the fallbacks), N12 (face-only card: no PIN, no portal), N13 (card without a photo: the PIN alone).
 * Years: all.
 *
 * Readings: without a reader's answer the grace runs to the end of the third month (N04). An unregistered card is
 * registered at the reader, a renewed one too (its registration lapsed with the old certificate); an expired one is
 * renewed first, and registration is not offered.
 */
import type { Need, ReasonCode } from '../../../contract/decision.ts'
import type { Card, Facts } from '../facts.ts'
import { LAW_DAYS } from '../law-days.ts'
import type { Road, Verdict } from '../road.ts'
import { portalCounts } from './card-and-portal.ts'

const FALLBACKS: readonly Need[] = [
  'portal-screen',
  'eligibility-notice',
  'eligibility-certificate',
  'self-declaration',
]

/** Tells whether something beside the card already speaks for it, so that "the card alone" is not what is wrong. */
const hasMoreThanTheCard = (facts: Facts): boolean =>
  (facts.notices.length > 0 && facts.day >= LAW_DAYS.certificatesAndNotices.first) ||
  facts.selfDeclaration ||
  portalCounts(facts)

/** Nothing was wrong with the card itself: it could not be read, or not here. */
const couldNotBeRead = (facts: Facts, { standing, faceOnly }: Card): Verdict | null => {
  const alone: ReasonCode[] = hasMoreThanTheCard(facts)
    ? []
    : [faceOnly ? 'FACE_ONLY_CARD' : 'CARD_ONLY_FALLBACK']
  const expired: ReasonCode[] = standing === 'expired' ? ['CERT_EXPIRED'] : []
  const [first, ...others] = [...expired, ...alone]
  return first === undefined ? null : { codes: [first, ...others], needs: FALLBACKS }
}

/** Face and PIN both failed: staff may compare the photo, unless the card has none. */
const couldNotIdentify = (facts: Facts, { faceOnly, photoless }: Card): Verdict | null => {
  if (photoless) return { codes: ['PHOTOLESS_PIN_REQUIRED'], needs: FALLBACKS }
  if (hasMoreThanTheCard(facts)) return null
  return {
    codes: [faceOnly ? 'FACE_ONLY_CARD' : 'CARD_ONLY_FALLBACK'],
    needs: ['card-reading', ...FALLBACKS],
  }
}

const judge = (facts: Facts, card: Card): Verdict | null => {
  switch (facts.failure) {
    case 'refused':
      return { codes: ['CARD_NOT_USABLE'], needs: ['eligibility-certificate'] }
    case 'not-registered':
      return { codes: ['NOT_REGISTERED'], needs: ['registration', 'eligibility-certificate'] }
    case 'certificate-expired':
      return { codes: ['CERT_EXPIRED'], needs: FALLBACKS }
    case 'no-identification':
      return couldNotIdentify(facts, card)
    case 'card-unreadable':
    case 'reader-fault':
    case 'unavailable':
    // Read, but what was asked about is a number: the card itself has still no answer.
    case 'not-answered':
      return couldNotBeRead(facts, card)
    case 'not-eligible':
    case 'not-found':
    case null:
      return null
  }
}

export const cardNotConfirmedRoad = {
  name: 'card-not-confirmed',
  opensWith: ['my-number-card'],
  reasons: {
    CERT_EXPIRED: ['N03', 'N04', 'N05', 'C01', 'K6'],
    NOT_REGISTERED: ['D03', 'K2', 'N04', 'N28'],
    CARD_NOT_USABLE: ['N18', 'C02'],
    CARD_ONLY_FALLBACK: ['N02', 'N03', 'N11', 'N15', 'A12'],
    FACE_ONLY_CARD: ['N12', 'N11'],
    PHOTOLESS_PIN_REQUIRED: ['N13'],
  },
  look: (facts) => {
    const verdict = facts.card ? judge(facts, facts.card) : null
    return verdict ? [verdict] : []
  },
} as const satisfies Road
