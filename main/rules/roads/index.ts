/** Every road, from the first to be taken to the last; among equal outcomes the earlier one decides. */
import type { Road } from '../road.ts'
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
import { otherPersonRoad } from './other-person.ts'
import { outageRoad } from './outage.ts'
import { pastRecordRoad } from './past-record.ts'
import { phoneRoad } from './phone.ts'
import { portalAloneRoad } from './portal-alone.ts'
import { prescriptionRoad } from './prescription.ts'
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
  prescriptionRoad,
  cardAndPortalRoad,
  cardAndNoticeRoad,
  pastRecordRoad,
  selfDeclarationRoad,
  outageRoad,
  emergencyRoad,
  otherPersonRoad,
  cardNotConfirmedRoad,
  cardLostRoad,
  noticeAloneRoad,
  portalAloneRoad,
]

/** The road that speaks when no other has anything to say. */
export const LAST_ROAD: Road = nothingRoad
