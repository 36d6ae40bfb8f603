import { z } from 'zod'
import { AMEND_REFUSALS } from '../../contract/amend.ts'
import { otherCardSchema } from '../../contract/card.ts'
import type { Message } from '../../contract/desk.ts'
import { refusalReasonSchema } from '../../contract/scan.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { IconButton } from '../parts/button.tsx'
import { Icon, type IconName } from '../parts/icon.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { send, useDesk } from '../state/connection.ts'
import { shortDay } from '../state/days.ts'
import { classes } from '../styles/classes.ts'
import { ClockDoubt } from './clock-doubt.tsx'
import css from './messages.module.css'
import type { WedgeNotice } from './wedge.ts'

const ICONS = { info: 'info', look: 'look', problem: 'look' } as const satisfies Record<
  Message['tone'],
  IconName
>

const useMessageText = () => {
  const t = useWords()
  const language = useDeskLanguage()
  return (message: Message): string => {
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
}

const Banner = ({
  tone,
  text,
  onDismiss,
}: {
  tone: Message['tone']
  text: string
  onDismiss: () => void
}) => {
  const t = useWords()
  return (
    <div className={classes(css.message, css[`message-${tone}`])} role={tone === 'info' ? 'status' : 'alert'}>
      <Icon name={ICONS[tone]} />
      <p>
        <Phrases text={text} />
      </p>
      <IconButton icon="close" label={t('messages.dismiss')} onPress={onDismiss} />
    </div>
  )
}

/** The desk's messages, the newest first; at most three at a time. A journal that cannot be written stays on top. */
export const Messages = ({
  notice,
  onNoticeDismissed,
}: {
  notice: WedgeNotice | null
  onNoticeDismissed: () => void
}) => {
  const t = useWords()
  const textOf = useMessageText()
  const desk = useDesk()
  const { journal } = desk
  return (
    <section className={css.messages} aria-label={t('messages.title')}>
      <ClockDoubt />
      {journal.state === 'unwritable' ? (
        <div className={classes(css.message, css.messageProblem)} role="alert">
          <Icon name="journal" />
          <p>
            <Phrases text={t(`journalUnwritable.${journal.why}`)} />
          </p>
        </div>
      ) : null}
      {notice === null ? null : (
        <Banner tone="look" text={t(`wedge.${notice}`)} onDismiss={onNoticeDismissed} />
      )}
      {[...desk.messages]
        .filter((message) => !(message.code === 'JOURNAL_UNWRITABLE' && journal.state === 'unwritable'))
        .reverse()
        .slice(0, 3)
        .map((message) => (
          <Banner
            key={message.id}
            tone={message.tone}
            text={textOf(message)}
            onDismiss={() => send({ type: 'dismiss-message', id: message.id })}
          />
        ))}
    </section>
  )
}
