import { useState } from 'react'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import choiceListCss from '../parts/choice-list.module.css'
import { ChoiceList } from '../parts/choice-list.tsx'
import { TextInput } from '../parts/text-input.tsx'
import css from './whys.module.css'

/**
 * Reasons that go on record: one that is pressed is the answer, another is typed.
 * @param title the thing that they are reasons of
 * @param onWhy called once with the reason
 */
export const Whys = ({
  title,
  whys,
  isDisabled = false,
  onWhy,
}: {
  title: string
  whys: readonly string[]
  isDisabled?: boolean
  onWhy: (why: string) => void
}) => {
  const t = useWords()
  const [typed, setTyped] = useState('')
  return (
    <section className={css.whys} aria-labelledby="whys-title">
      <h3 id="whys-title" className={choiceListCss.choiceTitle}>
        {title} <span className={css.whysHint}>{t('amend.whyPress')}</span>
      </h3>
      <ChoiceList
        label={title}
        isNarrow
        choices={whys.map((why) => ({
          id: why,
          word: why,
          onChoose: () => {
            if (!isDisabled) onWhy(why)
          },
        }))}
      />
      <form
        className={css.whysOther}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isDisabled && typed.trim() !== '') onWhy(typed.trim())
        }}
      >
        <TextInput label={t('amend.otherWhy')} value={typed} most={400} onChange={setTyped} />
        <Button type="submit" icon="tick" isDisabled={isDisabled || typed.trim() === ''}>
          {t('amend.record')}
        </Button>
      </form>
    </section>
  )
}
