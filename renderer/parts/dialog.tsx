import type { ReactNode } from 'react'
import { Heading, Modal, ModalOverlay, Dialog as Panel } from 'react-aria-components'
import { IconButton } from './button.tsx'
import './dialog.css'

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
    className="dialog-veil"
  >
    <Modal className={`dialog-frame${wide ? ' dialog-wide' : ''}`}>
      <Panel className="dialog">
        <header className="dialog-head">
          <Heading slot="title" className="dialog-title">
            {title}
          </Heading>
          <IconButton icon="close" label={closeLabel} onPress={onClose} />
        </header>
        <div className="dialog-body">{children}</div>
      </Panel>
    </Modal>
  </ModalOverlay>
)
