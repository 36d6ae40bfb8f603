/**
 * カード＋マイナポータルの資格情報画面: the card with the portal's eligibility screen or its saved document.
 *
 * Rules: N02 (a), A12, A14 A15 K11 (the portal stands for the notice, whatever the screen is called), D07, N12 (a
 * face-only card opens no portal), K1, K2.
 * Years: from 2024-12-02.
 *
 * Readings: the screen shows what is registered now, so a cover that the patient says has ended does not close this
 * road; a document saved on or before that day, or on a day that nobody knows, is of the ended cover (B07), and one saved before the 75th birthday of the scheme that was left (N25). A screen shown beside a card whose certificate has expired was saved in time (事前DLのPDF可) and counts; it is
 * only never asked for. The screen shows the share too, which then is not printed anywhere: the burden stays open.
 */

import { shareOf } from '../burden.ts'
import { cardCanBeTakenWithMore } from '../card-fallback.ts'
import { portalMayBeFromBefore75, whyPortalIsOver } from '../cover.ts'
import type { Facts, Portal } from '../facts.ts'
import { LAW_DAYS } from '../law-days.ts'
import { ONLINE_REASONS, onlineBeatsPaper } from '../online-answer.ts'
import { NO_VERDICT, type Road, type Verdict } from '../road.ts'

const portalOpens = (facts: Facts): boolean =>
  cardCanBeTakenWithMore(facts) &&
  facts.card?.faceOnly === false &&
  facts.day >= LAW_DAYS.certificatesAndNotices.first

/** Tells whether a portal screen counts with the card that lies beside it. */
export const portalCounts = (facts: Facts): boolean =>
  portalOpens(facts) && facts.portals.some((portal) => whyPortalIsOver(facts, portal) === null)

const judge = (facts: Facts, portal: Portal): Verdict => {
  const over = whyPortalIsOver(facts, portal)
  if (over !== null)
    return {
      codes: [over],
      needs: ['portal-screen', 'eligibility-notice', 'eligibility-certificate', 'self-declaration'],
    }
  const beaten = facts.answersForCard ? null : onlineBeatsPaper(facts)
  if (beaten) return beaten
  return {
    codes: portalMayBeFromBefore75(facts, portal)
      ? ['PORTAL_PLUS_CARD', 'AGE75_SWITCH']
      : ['PORTAL_PLUS_CARD'],
    notes: ['ASK_COVER_CHANGED', 'RECHECK_LATER'],
    burden: shareOf(facts),
  }
}

export const cardAndPortalRoad = {
  name: 'card-and-portal',
  opensWith: ['portal-screen'],
  reasons: {
    PORTAL_PLUS_CARD: ['N02', 'A12', 'A14', 'A15', 'D07', 'K1', 'K11'],
    QUAL_LOST: ['B07', 'N27'],
    AGE75_SWITCH: ['N25'],
    ...ONLINE_REASONS,
  },
  look: (facts) => {
    if (!portalOpens(facts)) return NO_VERDICT
    return facts.portals.map((portal) => judge(facts, portal))
  },
} as const satisfies Road
