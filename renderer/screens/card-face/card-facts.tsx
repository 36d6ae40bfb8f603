import { useEffect, useRef } from 'react'
import { isDay } from '../../../contract/calendar.ts'
import type { CardFacts as Facts } from '../../../contract/card-face.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { useDeskLanguage, useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { eraDay } from '../../state/days.ts'
import { classes } from '../../styles/classes.ts'
import namesPanelCss from '../names/names-panel.module.css'
import { Pair } from '../names/pair.tsx'
import css from './card-face.module.css'
import { isSameAddress, type PaperFacts, papersOf } from './papers.ts'

/** Says in a word and a sign if a fact of the paper is the chip's; never more than that. */
const Verdict = ({ fact, isSame, onPaper }: { fact: string; isSame: boolean; onPaper: string }) => {
  const t = useWords()
  return (
    <p className={classes(css.cardFactVerdict, isSame ? css.cardFactSame : css.cardFactDifferent)}>
      <Icon name={isSame ? 'tick' : 'look'} size={1.125} />
      <span>
        <strong>{t(isSame ? 'cardFace.same' : 'cardFace.different', { fact })}</strong>
        {isSame ? null : <span className="small soft"> {t('cardFace.onPaper', { text: onPaper })}</span>}
      </span>
    </p>
  )
}

const Beside = ({ facts, paper }: { facts: Facts; paper: PaperFacts }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const from = paper.document === 'form' ? t('cardFace.form') : t(`documents.${paper.document}`)
  return (
    <li className={css.cardFactsPaper}>
      {paper.name === undefined ? (
        <p className="small soft">{from}</p>
      ) : (
        <Pair left={{ from: t('cardFace.chip'), name: facts.name }} right={{ from, name: paper.name }} />
      )}
      {paper.birthDate === undefined ? null : (
        <Verdict
          fact={t('cardFace.facts.birthDate')}
          isSame={paper.birthDate === facts.birthDate}
          onPaper={eraDay(paper.birthDate, language)}
        />
      )}
      {paper.sex === undefined ? null : (
        <Verdict
          fact={t('cardFace.facts.sex')}
          isSame={paper.sex === facts.sex}
          onPaper={paper.sex === 'male' ? t('cardFace.sexes.male') : t('cardFace.sexes.female')}
        />
      )}
      {paper.address === undefined ? null : (
        <Verdict
          fact={t('cardFace.facts.address')}
          isSame={isSameAddress(paper.address, facts.address)}
          onPaper={paper.address}
        />
      )}
    </li>
  )
}

/**
 * The chip's facts about its holder, and beside them those of each paper. It decides nothing, and is forgotten with the
 * check-in.
 */
export const CardFacts = ({ facts, checkIn }: { facts: Facts; checkIn: CheckInView }) => {
  const t = useWords()
  const language = useDeskLanguage()
  const heading = useRef<HTMLHeadingElement>(null)
  // The dialog that asked for them is gone: whoever listens to the screen is brought to what came of it.
  useEffect(() => heading.current?.focus(), [])
  const papers = papersOf(checkIn)
  const { birthDate } = facts
  return (
    <section className={css.cardFacts} aria-labelledby="card-facts-title">
      <header className={css.cardFactsHead}>
        <h3 id="card-facts-title" className={css.cardFactsTitle} ref={heading} tabIndex={-1}>
          <Icon name="card-reader" size={1.25} />
          {t('cardFace.read')}
        </h3>
        <Button rank="quiet" icon="close" onPress={() => send({ type: 'close-card-face' })}>
          {t('cardFace.forget')}
        </Button>
      </header>
      <dl className={css.cardFactsList}>
        <div>
          <dt className="small soft">{t('cardFace.facts.name')}</dt>
          <dd className={namesPanelCss.nameLetters}>{facts.name}</dd>
        </div>
        <div>
          <dt className="small soft">{t('cardFace.facts.birthDate')}</dt>
          <dd className="tabular">
            {isDay(birthDate) ? `${eraDay(birthDate, language)} ` : null}
            <span className={classes(css.cardFactsDigits, 'small', 'soft')}>{birthDate}</span>
          </dd>
        </div>
        <div>
          <dt className="small soft">{t('cardFace.facts.sex')}</dt>
          <dd>{t(`cardFace.sexes.${facts.sex}`)}</dd>
        </div>
        <div className={css.cardFactsAddress}>
          <dt className="small soft">{t('cardFace.facts.address')}</dt>
          <dd>{facts.address}</dd>
        </div>
      </dl>
      {papers.length === 0 ? null : (
        <ul className={css.cardFactsPapers} aria-label={t('cardFace.beside')}>
          {papers.map((paper) => (
            <Beside key={paper.id} facts={facts} paper={paper} />
          ))}
        </ul>
      )}
      <p className="small soft">
        <Phrases text={t('cardFace.never')} />
      </p>
    </section>
  )
}
