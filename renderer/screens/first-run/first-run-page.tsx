import { useEffect, useRef, useState } from 'react'
import { Button as StepButton } from 'react-aria-components'
import { type GuideProgress, guideProgress } from '../../../contract/first-run.ts'
import type { GuideStep } from '../../../contract/guide.ts'
import { unreachable } from '../../../contract/result.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import { BridgeSettings } from '../office/bridge-settings.tsx'
import { ClinicName } from '../office/clinic-name.tsx'
import historyPageCss from '../office/history-page.module.css'
import { JournalKeySheet } from '../office/journal-key-sheet.tsx'
import { Backup } from '../office/journal-settings.tsx'
import { PatientCard } from '../office/patient-card.tsx'
import { ReaderChoice } from '../office/reader-choice.tsx'
import { ScannerStatusRows } from '../office/scanner-status.tsx'
import settingsPageCss from '../office/settings-page.module.css'
import { StaffSettings } from '../office/staff-settings.tsx'
import { TypingScanner } from '../office/typing-scanner.tsx'
import { changeSettings, useSettings } from '../office/use-setting.ts'
import css from './first-run-page.module.css'

const STATE_ICONS = { done: 'tick', 'left-out': 'close', missing: 'next' } as const

/** Begins the visit to practise; the page is left as it opens. */
const Practice = () => {
  const t = useWords()
  const { checkIn } = useDesk()
  const { practised } = useSettings().guide
  return (
    <>
      <p>
        <Phrases text={t('guide.practiceText')} />
      </p>
      <div className={settingsPageCss.settingsButtons}>
        <Button
          {...(practised ? {} : { rank: 'next' as const })}
          icon="next"
          isDisabled={checkIn !== null}
          onPress={() => send({ type: 'open-practice' })}
        >
          {t(practised ? 'guide.practiceAgain' : 'guide.practiceBegin')}
        </Button>
      </div>
    </>
  )
}

/** A step's own part of the settings, as it stands on their page. */
const StepBody = ({ step }: { step: GuideStep }) => {
  const { scanner, office } = useDesk()
  const { rights } = office.staff
  switch (step) {
    case 'name':
      return (
        <div className={settingsPageCss.settingsFields}>
          <ClinicName mayChange />
        </div>
      )
    case 'administrator':
      return <StaffSettings mayChange={rights.includes('staff')} />
    case 'reader':
      return <ReaderChoice mayChange />
    case 'scanner':
      return (
        <>
          <ScannerStatusRows scanner={scanner} />
          <TypingScanner mayChange />
        </>
      )
    case 'patient-card':
      return <PatientCard mayChange />
    case 'backup':
      return (
        <>
          <Backup mayChange mayBackUp={rights.includes('export')} />
          {rights.includes('rotate-keys') ? <JournalKeySheet /> : null}
        </>
      )
    case 'bridge':
      return <BridgeSettings mayChange />
    case 'practice':
      return <Practice />
    default:
      return unreachable(step)
  }
}

/** The words in the list beside a step, and above it. */
const useStepWords = () => {
  const t = useWords()
  return ({ state, lacks }: GuideProgress): string =>
    state === 'missing'
      ? lacks.map((lack) => t(`guide.lacks.${lack}`)).join('、')
      : t(state === 'done' ? 'guide.done' : 'guide.leftOut')
}

/** The first day, step by step; each can be left, and taken up later where it is missing. */
export const FirstRunPage = ({ onLeave }: { onLeave: () => void }) => {
  const t = useWords()
  const desk = useDesk()
  const { guide } = useSettings()
  const progress = guideProgress(desk)
  const stepWords = useStepWords()
  const [chosen, setChosen] = useState<GuideStep>(
    () => progress.find(({ state }) => state === 'missing')?.step ?? 'practice',
  )
  const title = useRef<HTMLHeadingElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another step is read from its title on.
  useEffect(() => title.current?.focus(), [chosen])
  const place = progress.findIndex(({ step }) => step === chosen)
  const shown = progress[place]
  if (shown === undefined) return null
  const after = progress[place + 1]
  const missing = progress.filter(({ state }) => state === 'missing').length
  const go = (): void => (after === undefined ? onLeave() : setChosen(after.step))
  return (
    <div className={historyPageCss.page}>
      <header className={css.guideHead}>
        <h2 className={historyPageCss.pageTitle}>{t('guide.title')}</h2>
        <p className="soft" role="status">
          <Phrases text={missing === 0 ? t('guide.allDone') : t('guide.missing', { count: missing })} />
        </p>
      </header>
      <div className={css.guideBody}>
        <ol className={css.guideSteps} aria-label={t('guide.title')}>
          {progress.map((each, index) => (
            <li key={each.step}>
              <StepButton
                className={classes(css.guideStep, each.step === chosen && css.guideStepChosen)}
                {...(each.step === chosen ? { 'aria-current': 'step' as const } : {})}
                onPress={() => setChosen(each.step)}
              >
                <span className={classes(css.guideMark, css[`guide-mark-${each.state}`])}>
                  {each.state === 'missing' ? (
                    <span className="tabular">{index + 1}</span>
                  ) : (
                    <Icon name={STATE_ICONS[each.state]} size={1} />
                  )}
                </span>
                <span className={css.guideWords}>
                  <span className={css.guideName}>
                    <Phrases text={t(`guide.steps.${each.step}`)} />
                  </span>
                  <span className="small soft">
                    <Phrases text={stepWords(each)} />
                  </span>
                </span>
              </StepButton>
            </li>
          ))}
        </ol>
        <section className={css.guidePanel} aria-labelledby="guide-step">
          <h3 id="guide-step" ref={title} tabIndex={-1} className={css.guideStepTitle}>
            {t(`guide.steps.${chosen}`)}
          </h3>
          <p className="soft">
            <Phrases text={t(`guide.why.${chosen}`)} />
          </p>
          <StepBody step={chosen} />
          <footer className={settingsPageCss.settingsButtons}>
            {shown.state === 'missing' ? (
              <>
                {/* A name that was typed is kept as its box is left: the way on is no postponement. */}
                <Button icon="next" {...(chosen === 'name' ? { rank: 'next' as const } : {})} onPress={go}>
                  {t(chosen === 'name' ? 'guide.next' : 'guide.later')}
                </Button>
                <Button
                  rank="quiet"
                  onPress={() => {
                    changeSettings({ guide: { ...guide, leftOut: [...guide.leftOut, chosen] } })
                    go()
                  }}
                >
                  {t('guide.leaveOut')}
                </Button>
              </>
            ) : (
              <>
                <Button rank="next" icon="next" onPress={go}>
                  {t(after === undefined ? 'guide.end' : 'guide.next')}
                </Button>
                {shown.state === 'left-out' ? (
                  <Button
                    rank="quiet"
                    onPress={() =>
                      changeSettings({
                        guide: { ...guide, leftOut: guide.leftOut.filter((step) => step !== chosen) },
                      })
                    }
                  >
                    {t('guide.takeUp')}
                  </Button>
                ) : null}
              </>
            )}
          </footer>
        </section>
      </div>
      {guide.closed ? null : (
        <div className={settingsPageCss.settingsButtons}>
          <Button
            rank="quiet"
            icon="close"
            onPress={() => {
              changeSettings({ guide: { ...guide, closed: true } })
              onLeave()
            }}
          >
            {t('guide.close')}
          </Button>
        </div>
      )}
    </div>
  )
}
