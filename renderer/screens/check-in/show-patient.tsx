import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components'
import type { PatientLanguage } from '../../../contract/patient.ts'
import { useWords } from '../../languages/index.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { classes } from '../../styles/classes.ts'
import sayCss from './say.module.css'

/** The sentence alone, as large as the screen allows, for a screen that is turned to the patient. */
export const ShowPatient = ({
  sentence,
  language,
  onClose,
}: {
  sentence: string
  language: PatientLanguage
  onClose: () => void
}) => {
  const t = useWords()
  return (
    <ModalOverlay
      className={classes(sayCss.showPatient)}
      isOpen
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Modal>
        <Dialog className={classes(sayCss.showPatientPage)}>
          <Heading slot="title" className={classes(sayCss.showPatientSentence)}>
            <span lang={language}>
              <Phrases language={language} text={sentence} />
            </span>
          </Heading>
          <Button large icon="back" onPress={onClose}>
            {t('common.close')}
          </Button>
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
