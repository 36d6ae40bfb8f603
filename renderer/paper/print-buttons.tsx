import { useState } from 'react'
import { type PrintRequest, type PrintResult, printResultSchema } from '../../contract/bridge.ts'
import { useWords } from '../languages/index.ts'
import { Button } from '../parts/button.tsx'
import dialogCss from '../parts/dialog.module.css'
import { Dialog } from '../parts/dialog.tsx'
import { Phrases } from '../parts/phrases.tsx'
import css from './print-buttons.module.css'

type Paper =
  | { paper: 'slip'; seq: number }
  | { paper: 'declaration' | 'journal-slip' | 'key-sheet' | 'month-list' }
type Progress = { phase: 'idle' } | { phase: 'working' } | { phase: 'over'; result: PrintResult }

const FAILED: PrintResult = { state: 'failed', why: 'unknown' }

/** Papers whose file would tell anybody who opens it something, and the words that say so before it is made. */
const WARNED = { declaration: 'print.warn.text', 'key-sheet': 'print.warn.keySheet' } as const
const warningOf = (paper: Paper['paper']): (typeof WARNED)[keyof typeof WARNED] | null =>
  paper === 'declaration' || paper === 'key-sheet' ? WARNED[paper] : null

/** Says what a PDF of this paper would give away, before the person chooses where it goes. */
const WarnDialog = ({
  text,
  onGo,
  onClose,
}: {
  text: (typeof WARNED)[keyof typeof WARNED]
  onGo: () => void
  onClose: () => void
}) => {
  const t = useWords()
  return (
    <Dialog title={t('print.warn.title')} closeLabel={t('common.close')} onClose={onClose}>
      <p>
        <Phrases text={t(text)} />
      </p>
      <div className={dialogCss.dialogFoot}>
        <Button rank="next" onPress={onGo}>
          {t('print.warn.go')}
        </Button>
        <Button onPress={onClose}>{t('common.close')}</Button>
      </div>
    </Dialog>
  )
}

/** Prints a paper, or keeps it as PDF, and says what came of it beside the buttons. */
export const PrintButtons = ({ request, word }: { request: Paper; word: string }) => {
  const t = useWords()
  const [progress, setProgress] = useState<Progress>({ phase: 'idle' })
  const [warning, setWarning] = useState(false)
  const warned = warningOf(request.paper)
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
      <Button icon="print" isPending={progress.phase === 'working'} onPress={() => start('printer')}>
        {word}
      </Button>
      <Button
        rank="quiet"
        isPending={progress.phase === 'working'}
        onPress={() => (warned === null ? start('pdf') : setWarning(true))}
      >
        {t('print.asPdf')}
      </Button>
      <p role="status" className="small">
        {progress.phase === 'working'
          ? t('print.working')
          : progress.phase === 'over'
            ? said(progress.result)
            : ''}
      </p>
      {warning && warned !== null ? (
        <WarnDialog
          text={warned}
          onGo={() => {
            setWarning(false)
            start('pdf')
          }}
          onClose={() => setWarning(false)}
        />
      ) : null}
    </div>
  )
}
