import { Button as TileButton } from 'react-aria-components'
import { isBeingRead } from '../../../contract/card.ts'
import type { CheckInView, Evidence } from '../../../contract/desk.ts'
import { unreachable } from '../../../contract/result.ts'
import { DocumentPicture } from '../../drawings/document-picture.tsx'
import { correctDocument, hasForm } from '../../form/open-form.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import buttonCss from '../../parts/button.module.css'
import { IconButton } from '../../parts/button.tsx'
import { Icon, type IconName } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { eraDay } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import type { CheckInDialog } from './dialogs.ts'
import css from './evidence-row.module.css'

/** One line about what the reader has said, in words that name no fault of the patient. */
export const useReaderWords = () => {
  const t = useWords()
  return ({ reader }: CheckInView): string => {
    switch (reader.state) {
      case 'not-tried':
        return t('reader.notTried')
      case 'read':
        return reader.registeredNow === true
          ? t('reader.registeredNow')
          : reader.identifiedBy === undefined
            ? t('reader.read')
            : t(`reader.identifiedBy.${reader.identifiedBy}`)
      case 'failed':
        return t(`readerFailures.${reader.failure}.short`)
      case 'down':
        return t('reader.down')
      default:
        return unreachable(reader)
    }
  }
}

export const useOnlineWords = () => {
  const t = useWords()
  return ({ online }: CheckInView): string =>
    online === null
      ? t('online.notAsked')
      : 'unavailable' in online
        ? t('online.unavailable')
        : t(`onlineCodes.${online.code}.short`)
}

const Machine = ({
  icon,
  name,
  word,
  facts = [],
  tone,
  onPress,
}: {
  icon: IconName
  name: string
  word: string
  /** More that has to be seen without looking for it. */
  facts?: readonly string[]
  tone: 'open' | 'good' | 'look'
  onPress: () => void
}) => (
  <li className={classes(css.evidence, css.evidenceMachine, css[`evidence-${tone}`])}>
    <TileButton className={classes(css.evidenceFace)} onPress={onPress}>
      <Icon name={icon} size={1.5} />
      <span className={css.evidenceWords}>
        <span className={css.evidenceName}>
          <Phrases text={name} />
        </span>
        <span className={css.evidenceWord}>
          <Phrases text={word} />
        </span>
        {facts.length > 0 ? (
          <span className={css.evidenceFacts}>
            {facts.map((fact) => (
              <span key={fact}>
                <Phrases text={fact} />
              </span>
            ))}
          </span>
        ) : null}
      </span>
    </TileButton>
  </li>
)

/** Says that the official answer differs: its lines lie below the decision, and must not be overlooked there. */
const useDifferences = () => {
  const t = useWords()
  return ({ official }: CheckInView): string[] => {
    const entitlements = official?.entitlements ?? []
    return [
      ...(entitlements.some(({ differs }) => differs.length > 0) ? [t('bridge.differs')] : []),
      ...(entitlements.some(({ differsFromLast }) => differsFromLast.length > 0)
        ? [t('bridge.differsFromLast')]
        : []),
    ]
  }
}

/** The day or copay on a document that matters most at the desk. */
const useFacts = () => {
  const t = useWords()
  const language = useDeskLanguage()
  return ({ document, claims, source, confirmed }: Evidence): string[] => {
    const facts: string[] = []
    if (source === 'scanner' && !confirmed) facts.push(t('evidence.toCompare'))
    if ('expiresOn' in document && document.expiresOn !== undefined)
      facts.push(t('evidence.until', { day: eraDay(document.expiresOn, language) }))
    if ('certifiedOn' in document)
      facts.push(t('evidence.certified', { day: eraDay(document.certifiedOn, language) }))
    if ('burden' in document && document.burden !== undefined)
      facts.push(t('evidence.copayTenths', { tenths: document.burden }))
    if ('copy' in document && document.copy === true) facts.push(t('evidence.copy'))
    if (claims.name !== undefined) facts.push(claims.name)
    return facts
  }
}

/** Everything that is here so far, side by side: the reader, the official answer, each document; and room for more. */
export const EvidenceRow = ({
  checkIn,
  onOpen,
}: {
  checkIn: CheckInView
  onOpen: (dialog: CheckInDialog) => void
}) => {
  const t = useWords()
  const { cardReader } = useDesk()
  const readerWords = useReaderWords()
  const onlineWords = useOnlineWords()
  const factsOf = useFacts()
  const differences = useDifferences()(checkIn)
  const { reader, online } = checkIn
  return (
    <ul className={css.evidenceRow} aria-label={t('evidence.title')}>
      <Machine
        icon={isBeingRead(cardReader) ? 'working' : 'card-reader'}
        name={t('reader.title')}
        word={isBeingRead(cardReader) ? t('reader.reading') : readerWords(checkIn)}
        tone={reader.state === 'read' ? 'good' : reader.state === 'not-tried' ? 'open' : 'look'}
        onPress={() => onOpen('reader')}
      />
      <Machine
        icon="online"
        name={t('online.title')}
        word={onlineWords(checkIn)}
        facts={differences}
        tone={
          online === null
            ? 'open'
            : 'code' in online && online.code === 1 && differences.length === 0
              ? 'good'
              : 'look'
        }
        onPress={() => onOpen('online')}
      />
      {checkIn.evidence.map((evidence) => {
        const name = t(`documents.${evidence.document.type}`)
        const words = (
          <>
            <DocumentPicture type={evidence.document.type} width={2.75} />
            <span className={css.evidenceWords}>
              <span className={css.evidenceName}>
                <Phrases text={name} />
              </span>
              <span className={css.evidenceFacts}>
                {factsOf(evidence).map((fact) => (
                  <span key={fact}>
                    <Phrases text={fact} />
                  </span>
                ))}
              </span>
              {hasForm(evidence.document.type) ? (
                <span className="hidden-visually">{t('evidence.correct')}</span>
              ) : null}
            </span>
          </>
        )
        return (
          <li key={evidence.id} className={classes(css.evidence, !evidence.confirmed && css.evidenceClaim)}>
            {hasForm(evidence.document.type) ? (
              <TileButton className={classes(css.evidenceFace)} onPress={() => correctDocument(evidence)}>
                {words}
              </TileButton>
            ) : (
              <div className={css.evidenceFace}>{words}</div>
            )}
            <IconButton
              icon="close"
              label={t('evidence.remove', { name })}
              onPress={() => send({ type: 'remove-document', id: evidence.id })}
            />
          </li>
        )
      })}
      <li className={classes(css.evidence, css.evidenceAdd)}>
        <TileButton className={classes(css.evidenceFace)} onPress={() => onOpen('choose')}>
          <Icon name="plus" size={1.5} />
          <span className={css.evidenceWords}>
            <span className={css.evidenceName}>
              {t('evidence.addShort')}
              <span className={buttonCss.buttonKey} aria-hidden="true">
                F2
              </span>
            </span>
          </span>
        </TileButton>
      </li>
    </ul>
  )
}
