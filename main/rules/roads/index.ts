/** Every road, from the first to be taken to the last; among equal outcomes the earlier one decides. */
import type { Opening, Road } from '../road.ts'
import { cardAndNoticeRoad } from './card-and-notice.ts'
import { cardAndPortalRoad } from './card-and-portal.ts'
import { cardLostRoad } from './card-lost.ts'
import { cardNotConfirmedRoad } from './card-not-confirmed.ts'
import { cardReadRoad } from './card-read.ts'
import { certificateRoad } from './certificate.ts'
import { emergencyRoad } from './emergency.ts'
import { insuranceCardRoad } from './insurance-card.ts'
import { nothingRoad } from './nothing.ts'
import { noticeAloneRoad } from './notice-alone.ts'
import { outageRoad } from './outage.ts'
import { pastRecordRoad } from './past-record.ts'
import { phoneRoad } from './phone.ts'
import { portalAloneRoad } from './portal-alone.ts'
import { readerFirstRoad } from './reader-first.ts'
import { selfDeclarationRoad } from './self-declaration.ts'
import { temporaryCertificateRoad } from './temporary-certificate.ts'
import { workRelatedRoad } from './work-related.ts'

export const ROADS: readonly Road[] = [
  workRelatedRoad,
  cardReadRoad,
  readerFirstRoad,
  phoneRoad,
  certificateRoad,
  insuranceCardRoad,
  temporaryCertificateRoad,
  cardAndPortalRoad,
  cardAndNoticeRoad,
  pastRecordRoad,
  selfDeclarationRoad,
  outageRoad,
  emergencyRoad,
  cardNotConfirmedRoad,
  cardLostRoad,
  noticeAloneRoad,
  portalAloneRoad,
]

/** What speaks when no other road has anything to say. */
export const LAST_ROAD: Road = nothingRoad

/** The places in {@link ROADS} that a piece of evidence opens: roads that nothing opens are never looked at. */
export const ROADS_OPENED_BY: Readonly<Record<Opening, readonly number[]>> = (() => {
  const opened = (opening: Opening): number[] =>
    ROADS.flatMap(({ opensWith }, place) => (opensWith.includes(opening) ? [place] : []))
  return {
    'my-number-card': opened('my-number-card'),
    phone: opened('phone'),
    'eligibility-certificate': opened('eligibility-certificate'),
    'eligibility-notice': opened('eligibility-notice'),
    'portal-screen': opened('portal-screen'),
    'insurance-card': opened('insurance-card'),
    'elderly-recipient-certificate': opened('elderly-recipient-certificate'),
    'temporary-certificate': opened('temporary-certificate'),
    'self-declaration': opened('self-declaration'),
    'work-related': opened('work-related'),
    emergency: opened('emergency'),
    'outage-mode': opened('outage-mode'),
    'card-lost': opened('card-lost'),
    'record-on-file': opened('record-on-file'),
  }
})()
