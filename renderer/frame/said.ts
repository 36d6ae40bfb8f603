import { useMemo } from 'react'
import { z } from 'zod'
import { AMEND_REFUSALS } from '../../contract/amend.ts'
import { otherCardSchema } from '../../contract/card.ts'
import type { DeskState, Message } from '../../contract/desk.ts'
import type { StaffLanguage } from '../../contract/languages/staff-language.ts'
import { refusalReasonSchema } from '../../contract/scan.ts'
import { type StaffWords, useDeskLanguage, useWords } from '../languages/index.ts'
import type { IconName } from '../parts/icon.tsx'
import { send } from '../state/connection.ts'
import { gregorianDay, shortDay } from '../state/days.ts'
import { useDesk } from '../state/desk.ts'
import type { WedgeNotice } from './wedge.ts'

const ICONS = { info: 'info', look: 'look', problem: 'look' } as const satisfies Record<
  Message['tone'],
  IconName
>

const messageText = (t: StaffWords, language: StaffLanguage, message: Message): string => {
  const { details } = message
  switch (message.code) {
    case 'SCAN_PARTIAL':
      return t('messages.SCAN_PARTIAL', { have: details.have ?? 1, of: details.of ?? 2 })
    case 'CONFIG_BROKEN':
      return t('messages.CONFIG_BROKEN', { file: details.file ?? '', line: details.line ?? 1 })
    case 'BACKUPS_OF_ANOTHER':
      return t('messages.BACKUPS_OF_ANOTHER', { others: details.others ?? 1 })
    case 'DAY_CHANGED':
      return t('messages.DAY_CHANGED', { visitDate: shortDay(String(details.visitDate ?? ''), language) })
    case 'TRAY_FULL':
      return t('messages.TRAY_FULL', { most: details.most ?? 1 })
    case 'PUBLIC_AID_FULL':
      return t('messages.PUBLIC_AID_FULL', { most: details.most ?? 1, count: Number(details.left ?? 1) })
    case 'NOT_YET_DECIDED':
      return t(details.why === 'day' ? 'messages.NOT_YET_DECIDED_DAY' : 'messages.NOT_YET_DECIDED')
    case 'PARKED_OVERNIGHT':
      return t('messages.PARKED_OVERNIGHT', { count: Number(details.count ?? 1) })
    case 'AMEND_REFUSED': {
      const why = z.enum(AMEND_REFUSALS).safeParse(details.why)
      return why.success ? t(`amend.refusals.${why.data}`) : t('messages.AMEND_REFUSED')
    }
    case 'CARD_NOT_MY_NUMBER': {
      const other = otherCardSchema.safeParse(details.looksLike)
      return other.success ? t(`otherCard.${other.data}`) : t('messages.CARD_NOT_MY_NUMBER')
    }
    case 'SCAN_REFUSED': {
      const why = refusalReasonSchema.safeParse(details.reason)
      return why.success ? t(`scanRefused.${why.data}`) : t('messages.SCAN_REFUSED')
    }
    default:
      return t(`messages.${message.code}`)
  }
}

/** One thing that the window says by itself. */
export type Said = {
  readonly key: string
  readonly tone: Message['tone']
  readonly icon: IconName
  readonly text: string
  /** Takes it away; null where it stays for as long as it is so. */
  readonly dismiss: (() => void) | null
}

/** A notice of the window's own scanner, and who takes it away. */
type Noticed = { readonly notice: WedgeNotice | null; readonly dismiss: () => void }

const everySaid = (
  t: StaffWords,
  language: StaffLanguage,
  { clockDoubt, journal, messages, today }: Pick<DeskState, 'clockDoubt' | 'journal' | 'messages' | 'today'>,
  { notice, dismiss }: Noticed,
): readonly Said[] => {
  const isUnwritable = journal.state === 'unwritable'
  const doubt: Said[] =
    clockDoubt === null
      ? []
      : [
          {
            key: 'clock-doubt',
            tone: 'problem',
            icon: 'clock',
            text: t('clockDoubt.inOneLine', { day: gregorianDay(today, language) }),
            dismiss: null,
          },
        ]
  const wedge: Said[] =
    notice === null
      ? []
      : [{ key: `wedge-${notice}`, tone: 'look', icon: 'look', text: t(`wedge.${notice}`), dismiss }]
  const said = messages
    .filter(({ code }) => !(code === 'JOURNAL_UNWRITABLE' && isUnwritable))
    .map(
      (message): Said => ({
        key: String(message.id),
        tone: message.tone,
        icon: ICONS[message.tone],
        text: messageText(t, language, message),
        dismiss: () => send({ type: 'dismiss-message', id: message.id }),
      }),
    )
    .reverse()
  const unwritable: Said[] = isUnwritable
    ? [
        {
          key: 'unwritable',
          tone: 'problem',
          icon: 'journal',
          text: t(`journalUnwritable.${journal.why}`),
          dismiss: null,
        },
      ]
    : []
  return [...doubt, ...wedge, ...said, ...unwritable]
}

/**
 * All that is to be said now, in the order of its place: that nothing is decided, for as long as the clock is in doubt; then
 * the newest first; then a journal that cannot be written, which has its lamp too.
 */
export const useSaid = (notice: WedgeNotice | null, onNotice: (none: null) => void): readonly Said[] => {
  const t = useWords()
  const language = useDeskLanguage()
  const { clockDoubt, journal, messages, today } = useDesk()
  return useMemo(
    () =>
      everySaid(
        t,
        language,
        { clockDoubt, journal, messages, today },
        { notice, dismiss: () => onNotice(null) },
      ),
    [t, language, clockDoubt, journal, messages, today, notice, onNotice],
  )
}
