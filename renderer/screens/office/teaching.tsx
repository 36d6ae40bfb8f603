import { useEffect, useRef, useState } from 'react'
import { type FieldProposal, TEMPLATE_GROUPS } from '../../../contract/scan.ts'
import type { FieldChoice, FieldReading, Teaching as TeachingState } from '../../../contract/teaching.ts'
import { ScannerOnPaper } from '../../drawings/counter.tsx'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { Picker } from '../../parts/picker.tsx'
import { send } from '../../state/connection.ts'
import settingsPageCss from './settings-page.module.css'
import css from './teaching.module.css'
import { DescribeTemplate, type TemplateDescription } from './template-description.tsx'
import { TypedByHand } from './typed-by-hand.tsx'

const CHOICES: readonly FieldChoice[] = ['ignored', 'fixed', ...TEMPLATE_GROUPS]

const isName = (choice: FieldChoice): boolean => choice !== 'ignored' && choice !== 'fixed'

/** The value that the desk would read from a field. */
const Reading = ({ choice, reading }: { choice: FieldChoice; reading: FieldReading | null }) => {
  const t = useWords()
  if (!isName(choice) || reading === null) return null
  return reading.outcome === 'unreadable' ? (
    <span className={css.teachUnreadable}>
      <Icon name="look" size={1.125} />
      {t('teaching.unreadable')}
    </span>
  ) : (
    <span className={css.teachRead}>
      <Icon name="tick" size={1.125} />
      {reading.value === '' ? t('teaching.empty') : reading.value}
    </span>
  )
}

/** The fields of the scanned code, one below the other, each with what it is. */
const FieldRows = ({
  code,
  choices,
  readings,
  onChoose,
}: {
  code: FieldProposal
  choices: readonly FieldChoice[]
  readings: TeachingState['readings']
  onChoose: (index: number, choice: FieldChoice) => void
}) => {
  const t = useWords()
  const wordOf = (choice: FieldChoice): string =>
    choice === 'ignored' || choice === 'fixed' ? t(`teaching.${choice}`) : t(`fields.${choice}.label`)
  return (
    <table className={css.teachFields}>
      <caption className="hidden-visually">{t('teaching.fields')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('teaching.value')}</th>
          <th scope="col">{t('teaching.meaning')}</th>
          <th scope="col">{t('teaching.reading')}</th>
        </tr>
      </thead>
      <tbody>
        {code.fields.map(({ value }, index) => {
          const choice = choices[index] ?? 'ignored'
          const open = CHOICES.filter((each) => each === choice || !isName(each) || !choices.includes(each))
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a field is known by its place alone
            <tr key={index}>
              <td className={css.teachValue}>
                {value === null ? (
                  <span className="soft">{t('teaching.withheld')}</span>
                ) : value === '' ? (
                  <span className="soft">{t('teaching.empty')}</span>
                ) : (
                  value
                )}
              </td>
              {value === null ? (
                <td colSpan={2} className="small soft">
                  {t('teaching.withheldWhy')}
                </td>
              ) : (
                <>
                  <td className={css.teachChoice}>
                    <Picker
                      label={t('teaching.meaningOf', { place: index + 1 })}
                      isLabelHidden
                      value={choice}
                      choices={open.map((id) => ({ id, word: wordOf(id) }))}
                      onChange={(id) => onChoose(index, CHOICES.find((each) => each === id) ?? 'ignored')}
                    />
                  </td>
                  <td>
                    <Reading choice={choice} reading={readings[index] ?? null} />
                  </td>
                </>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const NameFields = ({ code, teaching }: { code: FieldProposal; teaching: TeachingState }) => {
  const t = useWords()
  const [choices, setChoices] = useState<readonly FieldChoice[]>(code.fields.map(() => 'ignored'))
  const [described, setDescribed] = useState<TemplateDescription>({
    name: '',
    kind: 'eligibility-certificate',
    dates: 'yyyymmdd',
  })
  const { kind, dates } = described
  useEffect(() => send({ type: 'try-template', kind, dates, choices: [...choices] }), [kind, dates, choices])
  const name = described.name.trim()
  const isUnreadable = teaching.readings.some((reading) => reading?.outcome === 'unreadable')
  return (
    <>
      <p>
        <Phrases text={t('teaching.nameThem')} />
      </p>
      <FieldRows
        code={code}
        choices={choices}
        readings={teaching.readings}
        onChoose={(index, choice) =>
          setChoices(choices.map((before, other) => (other === index ? choice : before)))
        }
      />
      <p className="small soft">
        <Phrases text={t('teaching.fixedHint')} />
      </p>
      <div className={settingsPageCss.settingsFields}>
        <DescribeTemplate
          value={described}
          onChange={(change) => setDescribed({ ...described, ...change })}
        />
      </div>
      {teaching.refusal === null ? null : (
        <p className={css.teachRefusal} role="alert">
          <Phrases text={t(`teaching.refusals.${teaching.refusal}`)} />
        </p>
      )}
      <div className={settingsPageCss.settingsButtons}>
        <Button
          rank="next"
          icon="tick"
          isDisabled={name === '' || isUnreadable || !choices.some(isName)}
          onPress={() => send({ type: 'save-template', name, kind, dates, choices: [...choices] })}
        >
          {t('teaching.keep')}
        </Button>
        <Button onPress={() => send({ type: 'teach-code', on: false })}>{t('teaching.end')}</Button>
      </div>
    </>
  )
}

const forgetCode = (): void => send({ type: 'teach-code', on: false })

/** Makes a template out of a scanned code: first a picture of what to do, then the code's fields to be named. */
export const Teaching = ({ teaching }: { teaching: TeachingState }) => {
  const t = useWords()
  // A person who leaves the page has finished: what was scanned for it is forgotten.
  useEffect(() => forgetCode, [])
  const title = useRef<HTMLHeadingElement>(null)
  // The button that was pressed is gone: the focus, and what is seen, go on to what to do now.
  useEffect(() => {
    title.current?.focus({ preventScroll: true })
    title.current?.parentElement?.scrollIntoView({ block: 'nearest' })
  }, [])
  const { code } = teaching
  return (
    <section className={css.teach} aria-label={t('teaching.title')}>
      <h4 ref={title} tabIndex={-1} className={css.teachTitle}>
        {t('teaching.title')}
      </h4>
      {code === null ? (
        <div className={css.teachWait}>
          <ScannerOnPaper />
          <div className={css.teachWaitWords}>
            <p className={css.teachDo} role="status">
              <Phrases text={t('teaching.scanNow')} />
            </p>
            <TypedByHand />
            <p className="soft">
              <Phrases text={t('teaching.kept')} />
            </p>
            <div className={settingsPageCss.settingsButtons}>
              <Button onPress={forgetCode}>{t('teaching.end')}</Button>
            </div>
          </div>
        </div>
      ) : (
        <NameFields key={JSON.stringify(code)} code={code} teaching={teaching} />
      )}
    </section>
  )
}
