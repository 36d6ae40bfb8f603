import { useEffect, useRef, useState } from 'react'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import settingsPageCss from './settings-page.module.css'

/** The file that a helper from outside may be given: redacted, read here first, saved by hand, and never sent by itself. */
export const SupportBundle = () => {
  const t = useWords()
  const { supportBundle } = useDesk().office
  // The bundle takes the place of the button that was pressed, and the other way round: the focus goes along.
  const [asked, setAsked] = useState<'prepare' | 'discard' | null>(null)
  const bundle = useRef<HTMLElement>(null)
  const isShown = supportBundle !== null
  useEffect(() => {
    if (isShown && asked === 'prepare') bundle.current?.focus({ preventScroll: true })
  }, [isShown, asked])
  return (
    <>
      <p>
        <Phrases text={t('support.text')} />
      </p>
      {supportBundle === null ? (
        <div className={settingsPageCss.settingsButtons}>
          <Button
            rank="next"
            icon="search"
            autoFocus={asked === 'discard'}
            onPress={() => {
              setAsked('prepare')
              send({ type: 'prepare-support-bundle' })
            }}
          >
            {t('support.prepare')}
          </Button>
        </div>
      ) : (
        <section
          ref={bundle}
          tabIndex={-1}
          className={settingsPageCss.supportBundle}
          aria-label={t('settings.support')}
        >
          {supportBundle.files.map(({ name, text }) => (
            <section key={name} aria-label={name}>
              <h3 className={settingsPageCss.settingsPart}>{name}</h3>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrollable by keyboard. */}
              <pre className={settingsPageCss.bundleText} tabIndex={0}>
                {text}
              </pre>
            </section>
          ))}
          <div className={settingsPageCss.settingsButtons}>
            <Button rank="next" icon="tick" onPress={() => send({ type: 'save-support-bundle' })}>
              {t('support.save')}
            </Button>
            <Button
              onPress={() => {
                setAsked('discard')
                send({ type: 'discard-support-bundle' })
              }}
            >
              {t('support.discard')}
            </Button>
          </div>
          <p role="status">
            {supportBundle.savedAs === null ? '' : t('support.saved', { file: supportBundle.savedAs })}
          </p>
        </section>
      )}
    </>
  )
}
