import { useState } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import { FIELDS, type FieldName } from '../../contract/form.ts'
import type { PersonAnswer, PersonQuestion as Question } from '../../contract/person-question.ts'
import { useDeskLanguage, useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { QuestionDialog } from '../parts/dialog.tsx'
import { Phrases } from '../parts/phrases.tsx'
import { send } from '../state/connection.ts'
import { eraDay, gregorianDay } from '../state/days.ts'
import { classes } from '../styles/classes.ts'
import css from './person-question.module.css'

type Side = 'before' | 'now'

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/

const answer = (
  { number }: Question,
  said: PersonAnswer,
  kept: Side | null = null,
  fields: FieldName[] = [],
): void => send({ type: 'answer-person', question: number, answer: said, kept, fields })

/** A value of a field as a person reads it: a day in both calendars, a tick as a word. */
const useValueWords = () => {
  const t = useWords()
  const language = useDeskLanguage()
  return (field: FieldName, value: string | null): string => {
    if (value === null) return t('person.nothing')
    if (FIELDS[field].kind === 'day' && ISO_DAY.test(value))
      return `${eraDay(value, language)}（${gregorianDay(value, language)}）`
    return value
  }
}

/** The two sides, field by field. With `onChoose`, each field is chosen by itself. */
const Sides = ({
  question,
  chosen,
  onChoose,
}: {
  question: Question
  chosen: readonly FieldName[]
  onChoose: ((field: FieldName, side: Side) => void) | null
}) => {
  const t = useWords()
  const words = useValueWords()
  if (question.lines.length === 0) return null
  return (
    <table className={css.sides}>
      <thead>
        <tr>
          <th scope="col">
            <span className={css.sidesCorner}>{t('person.field')}</span>
          </th>
          <th scope="col">{t('person.before')}</th>
          <th scope="col">{t(`person.now.${question.what}`)}</th>
        </tr>
      </thead>
      <tbody>
        {question.lines.map(({ field, before, now }) => (
          <tr key={field}>
            <th scope="row">{t(`fields.${field}.label`)}</th>
            {onChoose === null ? (
              <>
                <td className="tabular">
                  <Phrases text={words(field, before)} />
                </td>
                <td className="tabular">
                  <Phrases text={words(field, now)} />
                </td>
              </>
            ) : (
              <td colSpan={2}>
                <ToggleButtonGroup
                  className={classes(css.sidesChoice)}
                  aria-label={t(`fields.${field}.label`)}
                  selectionMode="single"
                  disallowEmptySelection
                  selectedKeys={[chosen.includes(field) ? 'now' : 'before']}
                  onSelectionChange={(keys) => onChoose(field, keys.has('now') ? 'now' : 'before')}
                >
                  <ToggleButton id="before" className={classes(css.side)}>
                    <Phrases text={words(field, before)} />
                  </ToggleButton>
                  <ToggleButton id="now" className={classes(css.side)}>
                    <Phrases text={words(field, now)} />
                  </ToggleButton>
                </ToggleButtonGroup>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** "The same person", in the ways that this question has of saying it. */
const SameAnswers = ({ question, chosen }: { question: Question; chosen: FieldName[] }) => {
  const t = useWords()
  switch (question.same) {
    case 'nothing':
      return (
        <Button icon="tick" onPress={() => answer(question, 'same')}>
          {t('person.same')}
        </Button>
      )
    case 'fields':
      return (
        <Button icon="tick" onPress={() => answer(question, 'same', null, chosen)}>
          {t('person.sameFields')}
        </Button>
      )
    case 'which':
    case 'which-or-both':
      return (
        <>
          <Button icon="tick" onPress={() => answer(question, 'same', 'before')}>
            {t('person.sameBefore')}
          </Button>
          <Button icon="tick" onPress={() => answer(question, 'same', 'now')}>
            {t('person.sameNow')}
          </Button>
          {question.same === 'which' ? null : (
            <Button icon="tick" onPress={() => answer(question, 'same')}>
              {t('person.sameBoth')}
            </Button>
          )}
        </>
      )
  }
}

/** The answers, the likeliest kind first; none is under the finger by itself. */
const Answers = ({ question, chosen }: { question: Question; chosen: FieldName[] }) => {
  const t = useWords()
  const { theirs, hasCard, what } = question
  return (
    <div className={css.answers}>
      <fieldset className={css.answerGroup}>
        <legend className={css.answerHead}>
          <Phrases text={t(question.same === 'which' ? 'person.headSameWhich' : 'person.headSame')} />
        </legend>
        <div className={css.answerButtons}>
          <SameAnswers question={question} chosen={chosen} />
        </div>
      </fieldset>
      {hasCard ? (
        <fieldset className={css.answerGroup}>
          <legend className={css.answerHead}>
            <Phrases text={t('person.headCompanion')} />
          </legend>
          <div className={css.answerButtons}>
            <Button icon="person" onPress={() => answer(question, 'proxy')}>
              {t('person.proxy')}
            </Button>
            <Button icon="person" onPress={() => answer(question, 'family')}>
              {t('person.family')}
            </Button>
          </div>
        </fieldset>
      ) : null}
      <fieldset className={css.answerGroup}>
        <legend className={css.answerHead}>
          <Phrases text={t('person.headAnother')} />
        </legend>
        <div className={css.answerButtons}>
          <Button icon="next" onPress={() => answer(question, 'another')}>
            {t(theirs === null ? 'person.another' : 'person.anotherParked')}
          </Button>
          <Button rank="quiet" icon="back" onPress={() => answer(question, 'taken-back')}>
            {t(what === 'paper' ? 'person.takenBackPaper' : 'person.takenBack')}
          </Button>
        </div>
      </fieldset>
    </div>
  )
}

const Lead = ({ question }: { question: Question }) => {
  const t = useWords()
  const { about, more } = question
  return (
    <>
      <p>
        <Phrases
          text={t(about.includes('card-and-paper') ? 'person.leadCard' : `person.lead.${question.what}`)}
        />
      </p>
      {more === 0 ? null : <p className="soft">{t('person.more', { count: more })}</p>}
    </>
  )
}

const useTitle = () => {
  const t = useWords()
  return ({ about: [first] }: Question): string => t(`person.title.${first ?? 'name'}`)
}

/**
 * Asks whose something is, over the page: the same person and which is right, another person, or taken back. It has no
 * cross and no Escape, because none of the answers is the one that may be given without a look.
 */
export const PersonQuestion = ({ question }: { question: Question }) => {
  const titleOf = useTitle()
  const [chosen, setChosen] = useState<FieldName[]>([])
  const choose = (field: FieldName, side: Side): void =>
    setChosen((before) => [...before.filter((one) => one !== field), ...(side === 'now' ? [field] : [])])
  return (
    <QuestionDialog title={titleOf(question)}>
      <Lead question={question} />
      <Sides question={question} chosen={chosen} onChoose={question.same === 'fields' ? choose : null} />
      <Answers question={question} chosen={chosen} />
    </QuestionDialog>
  )
}

/** The same beside a form that is being typed: it takes no key, and waits until it is pressed. */
export const PersonQuestionBeside = ({ question }: { question: Question }) => {
  const titleOf = useTitle()
  return (
    <section className={css.beside} role="alert" aria-labelledby="person-title">
      <h2 id="person-title" className={css.besideTitle}>
        {titleOf(question)}
      </h2>
      {question.about.includes('card-and-paper') ? <Lead question={question} /> : null}
      <Sides question={question} chosen={[]} onChoose={null} />
      <Answers question={question} chosen={[]} />
    </section>
  )
}
