import { useWords } from '../../languages/index.ts'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import css from './help-dialog.module.css'
import { ManualChapters } from './manual-chapters.tsx'

const DESK_KEYS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'] as const
const MOVE_KEYS = ['Tab', 'Arrows', 'Enter', 'Space', 'Escape'] as const
const TOPICS = ['card', 'code', 'hand', 'fault', 'override'] as const

/** Every key, and the ways through a check-in in one sentence each. */
export const HelpDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useWords()
  return (
    <Dialog title={t('help.title')} closeLabel={t('common.close')} onClose={onClose} wide>
      <ManualChapters />
      <div className={css.help}>
        <section aria-labelledby="help-keys">
          <h3 id="help-keys">{t('help.keys')}</h3>
          <dl className={css.helpKeys}>
            {[...DESK_KEYS, ...MOVE_KEYS].map((key) => (
              <div key={key}>
                <dt>
                  <kbd>{t(`help.keyNames.${key}`)}</kbd>
                </dt>
                <dd>
                  <Phrases text={t(`help.keyMeanings.${key}`)} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="help-ways">
          <h3 id="help-ways">{t('help.ways')}</h3>
          <dl className={css.helpTopics}>
            {TOPICS.map((topic) => (
              <div key={topic}>
                <dt>{t(`help.topics.${topic}.title`)}</dt>
                <dd>
                  <Phrases text={t(`help.topics.${topic}.text`)} />
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Dialog>
  )
}
