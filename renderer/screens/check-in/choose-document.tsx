import { Button as TileButton } from 'react-aria-components'
import type { DocumentType } from '../../../contract/check-in.ts'
import type { CheckInView } from '../../../contract/desk.ts'
import { DocumentPicture } from '../../drawings/document-picture.tsx'
import { hasForm, openForm } from '../../form/open-form.ts'
import { useWords } from '../../languages/index.ts'
import { walkByArrows } from '../../parts/arrow-keys.ts'
import { Button } from '../../parts/button.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { send } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { documentTypesAt } from '../../state/document-names.ts'
import { knownFields } from '../../state/known-fields.ts'
import { classes } from '../../styles/classes.ts'
import css from './choose-document.module.css'

/** Documents of which seeing them is all there is: nothing is typed, one press adds them. */
const addAtOnce = (type: DocumentType): boolean => {
  switch (type) {
    case 'my-number-card':
    case 'phone':
    case 'portal-screen':
      send({ type: 'add-document', document: { type }, claims: {} })
      return true
    default:
      return false
  }
}

/** Takes a document as shown: at once, or by way of its form. */
export const takeDocument = (checkIn: CheckInView, type: DocumentType): void => {
  if (!addAtOnce(type) && hasForm(type)) openForm(type, knownFields(checkIn, type))
}

/** Which document is it? One drawing and name each, the frequent ones first; the first has the focus. */
export const ChooseDocument = ({
  checkIn,
  onChosen,
  onNothing,
}: {
  checkIn: CheckInView
  onChosen: () => void
  onNothing?: () => void
}) => {
  const t = useWords()
  const { office } = useDesk()
  return (
    <>
      <ul className={css.choose} onKeyDown={walkByArrows}>
        {documentTypesAt(office.settings.place).map((type, index) => (
          <li key={type}>
            <TileButton
              className={classes(css.chooseTile)}
              autoFocus={index === 0}
              onPress={() => {
                takeDocument(checkIn, type)
                onChosen()
              }}
            >
              <DocumentPicture type={type} width={4.5} />
              <span className={css.chooseWords}>
                <span className={css.chooseName}>
                  <Phrases text={t(`documents.${type}`)} />
                </span>
                <span className="small soft">
                  <Phrases text={t(`documentHints.${type}`)} />
                </span>
              </span>
            </TileButton>
          </li>
        ))}
      </ul>
      <div className={css.chooseNothing}>
        <Button
          icon="plus"
          onPress={() => {
            openForm('public-aid')
            onChosen()
          }}
        >
          {t('publicAid.add')}
        </Button>
        {onNothing === undefined ? null : (
          <Button rank="quiet" icon="next" onPress={onNothing}>
            {t('choose.nothing')}
          </Button>
        )}
      </div>
    </>
  )
}
