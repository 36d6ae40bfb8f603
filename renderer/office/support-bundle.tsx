import { send, useDesk } from '../desk/connection.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import { Phrases } from '../parts/phrases.tsx'

/** What a helper from outside may be given: redacted, read here first, saved by hand, and never sent by itself. */
export const SupportBundle = () => {
  const t = useWords()
  const { supportBundle } = useDesk().office
  return (
    <>
      <p>
        <Phrases text={t('support.text')} />
      </p>
      {supportBundle === null ? (
        <div className="settings-buttons">
          <Button rank="next" icon="search" onPress={() => send({ type: 'prepare-support-bundle' })}>
            {t('support.prepare')}
          </Button>
        </div>
      ) : (
        <>
          {supportBundle.files.map(({ name, text }) => (
            <section key={name} aria-label={name}>
              <h3 className="settings-part">{name}</h3>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by keyboard. */}
              <pre className="bundle-text" tabIndex={0}>
                {text}
              </pre>
            </section>
          ))}
          <div className="settings-buttons">
            <Button rank="next" icon="tick" onPress={() => send({ type: 'save-support-bundle' })}>
              {t('support.save')}
            </Button>
            <Button onPress={() => send({ type: 'discard-support-bundle' })}>{t('support.discard')}</Button>
          </div>
          <p role="status">
            {supportBundle.savedAs === null ? '' : t('support.saved', { file: supportBundle.savedAs })}
          </p>
        </>
      )}
    </>
  )
}
