import { useState } from 'react'
import { useWords } from '../../languages/index.ts'
import { Phrases } from '../../parts/phrases.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { MANUAL, pictureAddress } from './manual.ts'
import css from './manual-chapters.module.css'
import { type ManualBlock, searchManual } from './manual-text.ts'

const Block = ({ block }: { block: ManualBlock }) => {
  switch (block.kind) {
    case 'heading':
      return <h4 className={css.manualHeading}>{block.text}</h4>
    case 'paragraph':
      return (
        <p>
          <Phrases text={block.text} />
        </p>
      )
    case 'list': {
      const List = block.isOrdered ? 'ol' : 'ul'
      return (
        <List className={css.manualList}>
          {block.items.map((item) => (
            <li key={item}>
              <Phrases text={item} />
            </li>
          ))}
        </List>
      )
    }
    case 'picture': {
      const address = pictureAddress(block.file)
      return address === undefined ? null : (
        <img className={css.manualPicture} src={address} alt={block.text} loading="lazy" />
      )
    }
  }
}

/** The manual by chapters, each unfolded by a press, and a box that finds what is looked for in all of them. */
export const ManualChapters = () => {
  const t = useWords()
  const [question, setQuestion] = useState('')
  const asked = question.trim() !== ''
  const found = searchManual(MANUAL, question)
  return (
    <section className={css.manual} aria-labelledby="manual-title" lang="ja">
      <h3 id="manual-title">{t('help.manual')}</h3>
      <TextInput label={t('help.find')} hint={t('help.findHint')} value={question} onChange={setQuestion} />
      <p className="small soft" role="status">
        {asked ? t(found.length === 0 ? 'help.foundNone' : 'help.found', { count: found.length }) : ''}
      </p>
      {found.map(({ title, blocks }) => (
        <details key={`${title} ${asked}`} className={css.manualChapter} open={asked}>
          <summary className={css.manualSummary}>{title}</summary>
          <div className={css.manualBody}>
            {blocks.map((block, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a chapter's pieces have no name of their own and never move.
              <Block key={index} block={block} />
            ))}
          </div>
        </details>
      ))}
    </section>
  )
}
