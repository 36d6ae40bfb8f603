import type { CardFace } from '../../../contract/card-face.ts'
import { unreachable } from '../../../contract/result.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import dialogCss from '../../parts/dialog.module.css'
import { Dialog } from '../../parts/dialog.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import css from './card-face.module.css'
import { CardFaceForm } from './card-face-form.tsx'

const leave = (): void => send({ type: 'close-card-face' })

/** Ends after which the same card may do better when it is asked again. */
const MAY_TRY_AGAIN: ReadonlySet<string> = new Set(['busy', 'removed', 'unreadable', 'unresponsive'])

const Body = ({ face }: { face: Exclude<CardFace, { state: 'read' }> }) => {
  const t = useWords()
  switch (face.state) {
    case 'counting':
      return (
        <p className={css.cardFaceSaid} role="status">
          <Icon name="working" />
          {t('cardFace.counting')}
        </p>
      )
    case 'asking':
    case 'reading':
      return <CardFaceForm face={face} onLeave={leave} />
    case 'ended': {
      const again = MAY_TRY_AGAIN.has(face.why)
      return (
        <>
          <p className={css.cardFaceSaid} role="alert">
            <Icon name="look" />
            <Phrases text={t(`cardFace.ends.${face.why}`)} />
          </p>
          <div className={dialogCss.dialogFoot}>
            {again ? (
              <Button
                rank="next"
                icon="card-reader"
                autoFocus
                onPress={() => send({ type: 'open-card-face' })}
              >
                {t('cardFace.again')}
              </Button>
            ) : null}
            <Button rank={again ? 'plain' : 'next'} autoFocus={!again} onPress={leave}>
              {t('cardFace.goOn')}
            </Button>
          </div>
        </>
      )
    }
    default:
      return unreachable(face)
  }
}

/** Counting, typing, reading, or the end: drawn as long as the desk is at it. */
export const CardFaceDialog = ({ face }: { face: Exclude<CardFace, { state: 'read' }> }) => {
  const t = useWords()
  return (
    <Dialog
      title={t('cardFace.title')}
      closeLabel={t('common.close')}
      onClose={leave}
      wide={face.state === 'asking' || face.state === 'reading'}
    >
      <Body face={face} />
    </Dialog>
  )
}
