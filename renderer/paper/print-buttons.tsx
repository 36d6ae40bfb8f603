import { useState } from 'react'
import { type PrintRequest, type PrintResult, printResultSchema } from '../../contract/bridge.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import css from './print-buttons.module.css'

type Paper =
  | { paper: 'slip'; seq: number }
  | { paper: 'declaration' | 'journal-slip' | 'key-sheet' | 'month-list' }
type Progress = { phase: 'idle' } | { phase: 'working' } | { phase: 'over'; result: PrintResult }

const FAILED: PrintResult = { state: 'failed', why: 'unknown' }

/** Prints a paper, or keeps it as PDF, and says what came of it beside the buttons. */
export const PrintButtons = ({ request, word }: { request: Paper; word: string }) => {
  const t = useWords()
  const [progress, setProgress] = useState<Progress>({ phase: 'idle' })
  const start = (as: PrintRequest['as']): void => {
    setProgress({ phase: 'working' })
    const over = (value: unknown): void => {
      const parsed = printResultSchema.safeParse(value)
      setProgress({ phase: 'over', result: parsed.success ? parsed.data : FAILED })
    }
    void window.uketsuke.print({ ...request, as } satisfies PrintRequest).then(over, () => over(FAILED))
  }
  const said = (result: PrintResult): string => {
    if (result.state === 'failed') return t(`print.failed.${result.why}`)
    return result.file === null ? t('print.done') : t('print.saved', { file: result.file })
  }
  return (
    <div className={css.printButtons}>
      <Button icon="print" isDisabled={progress.phase === 'working'} onPress={() => start('printer')}>
        {word}
      </Button>
      <Button rank="quiet" isDisabled={progress.phase === 'working'} onPress={() => start('pdf')}>
        {t('print.asPdf')}
      </Button>
      <p role="status" className="small">
        {progress.phase === 'working'
          ? t('print.working')
          : progress.phase === 'over'
            ? said(progress.result)
            : ''}
      </p>
    </div>
  )
}
