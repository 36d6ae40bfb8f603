import { useWords } from '../../languages/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import css from './practice-banner.module.css'

/** Says as long as a visit to practise is open that nothing of it is kept. */
export const PracticeBanner = () => {
  const t = useWords()
  return (
    <p className={css.practiceBanner} role="status">
      <Icon name="info" />
      <Phrases text={t('guide.practising')} />
    </p>
  )
}
