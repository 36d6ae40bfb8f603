import { Button as FaceButton } from 'react-aria-components'
import type { CheckInView } from '../../../contract/desk.ts'
import type { Fields } from '../../../contract/form.ts'
import { lawOfPaper, type PublicAid, publicAidStanding } from '../../../contract/public-aid.ts'
import { usePublicAidWords } from '../../form/public-aid-words.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button, IconButton } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { eraDay } from '../../state/days.ts'
import { classes } from '../../styles/classes.ts'
import css from './public-aid-row.module.css'

const fieldsOf = ({ kind, payer, recipient, from, until, seen }: PublicAid): Fields => ({
  aidKind: kind,
  ...(payer === null ? {} : { payerNumber: payer }),
  ...(recipient === null ? {} : { recipientNumber: recipient }),
  ...(from === null ? {} : { effectiveOn: from }),
  ...(until === null ? {} : { expiresOn: until }),
  ...(seen ? {} : { notSeen: 'yes' }),
})

const correct = (paper: PublicAid): void =>
  send({
    type: 'save-draft',
    draft: { form: 'public-aid', documentId: paper.id, fields: fieldsOf(paper), edit: 0 },
  })

/** The papers beside the insurance, side by side: what pays, until when, and whether somebody has seen it. */
export const PublicAidRow = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const words = usePublicAidWords()
  if (checkIn.publicAid.length === 0) return null
  return (
    <ul className={css.publicAidRow} aria-label={t('publicAid.title')}>
      {checkIn.publicAid.map((paper) => {
        const name = words.name(paper.kind, lawOfPaper(paper))
        const standing = publicAidStanding(paper, checkIn.visitDate)
        const needsLook = !paper.seen || standing !== 'current'
        return (
          <li key={paper.id} className={classes(css.publicAid, needsLook && css.publicAidOpen)}>
            <FaceButton className={classes(css.publicAidFace)} onPress={() => correct(paper)}>
              <Icon name={needsLook ? 'look' : 'tick'} size={1.25} />
              <span className={css.publicAidWords}>
                <span className={css.publicAidName}>
                  <Phrases text={name} />
                </span>
                <span className={css.publicAidFacts}>
                  <span>
                    <Phrases
                      text={
                        paper.until === null
                          ? t('publicAid.noEnd')
                          : t(standing === 'expired' ? 'publicAid.ended' : 'publicAid.until', {
                              day: eraDay(paper.until, language),
                            })
                      }
                    />
                  </span>
                  {standing === 'not-yet' && paper.from !== null ? (
                    <span>{t('publicAid.notYet', { day: eraDay(paper.from, language) })}</span>
                  ) : null}
                  <span>{t(paper.seen ? 'publicAid.seen' : 'publicAid.notSeen')}</span>
                </span>
                <span className="hidden-visually">{t('evidence.correct')}</span>
              </span>
            </FaceButton>
            {paper.seen ? null : (
              <Button
                rank="quiet"
                aria-label={t('publicAid.seeOf', { name })}
                onPress={() => send({ type: 'see-public-aid', id: paper.id, seen: true })}
              >
                {t('publicAid.see')}
              </Button>
            )}
            <IconButton
              icon="close"
              label={t('evidence.remove', { name })}
              onPress={() => send({ type: 'remove-public-aid', id: paper.id })}
            />
          </li>
        )
      })}
    </ul>
  )
}
