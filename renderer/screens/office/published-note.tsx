import { useWords } from '../../languages/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { moment } from '../../state/days.ts'
import { useDesk } from '../../state/desk.ts'
import css from './settings-page.module.css'

/** So many characters tell one key from another. */
const KEY_SHOWN = 8

/** Says that settings and staff here were published for the site, by which key, and who has no PIN here yet. */
export const PublishedNote = () => {
  const t = useWords()
  const { published } = useDesk().site
  if (published === null) return null
  const { site, number, at, key, settings, hasStaff, waiting } = published
  const what = [
    ...(settings.length > 0 ? [t('published.settings', { count: settings.length })] : []),
    ...(hasStaff ? [t('published.staff')] : []),
  ].join(t('common.comma'))
  return (
    <section className={css.settingsPublished} aria-labelledby="published-title">
      <Icon name="center" size={1.5} />
      <div>
        <h3 id="published-title">{t('published.title', { site })}</h3>
        <p className="small">
          <Phrases
            text={t('published.text', { what, number, at: moment(at), key: key.slice(0, KEY_SHOWN) })}
          />
        </p>
        {waiting.length === 0 ? null : (
          <p className="small">
            <Phrases text={t('published.waiting', { names: waiting.join(t('common.comma')) })} />
          </p>
        )}
      </div>
    </section>
  )
}
