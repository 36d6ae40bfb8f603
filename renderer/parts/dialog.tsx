import type { ReactNode } from 'react'
import { Heading, Modal, ModalOverlay, Dialog as Panel } from 'react-aria-components'
import { classes } from '../styles/classes.ts'
import { IconButton } from './button.tsx'
import css from './dialog.module.css'
import { Phrases } from './phrases.tsx'

const Frame = ({ title, close, children }: { title: string; close: ReactNode; children: ReactNode }) => (
  <Panel className={classes(css.dialog)}>
    <header className={css.dialogHead}>
      <Heading slot="title" className={classes(css.dialogTitle)}>
        <Phrases text={title} />
      </Heading>
      {close}
    </header>
    <div className={css.dialogBody}>{children}</div>
  </Panel>
)

/** A question over the desk that has to be answered: no cross, no Escape, and nothing beside it can be pressed. */
export const QuestionDialog = ({ title, children }: { title: string; children: ReactNode }) => (
  <ModalOverlay isOpen isKeyboardDismissDisabled className={classes(css.dialogVeil)}>
    <Modal className={classes(css.dialogFrame)}>
      <Frame title={title} close={null}>
        {children}
      </Frame>
    </Modal>
  </ModalOverlay>
)

/**
 * A question or a page over the desk, for as long as it is drawn: whoever opens it draws it, and no longer when
 * `onClose` is called. Escape, the cross and a press beside it call that. The focus returns to where it came from.
 */
export const Dialog = ({
  title,
  closeLabel,
  onClose,
  wide = false,
  children,
}: {
  title: string
  closeLabel: string
  onClose: () => void
  wide?: boolean
  children: ReactNode
}) => (
  <ModalOverlay
    isOpen
    onOpenChange={(open) => {
      if (!open) onClose()
    }}
    isDismissable
    className={classes(css.dialogVeil)}
  >
    <Modal className={classes(css.dialogFrame, wide && css.dialogWide)}>
      <Frame title={title} close={<IconButton icon="close" label={closeLabel} onPress={onClose} />}>
        {children}
      </Frame>
    </Modal>
  </ModalOverlay>
)
