import type { FieldName, FormName } from '../../contract/form.ts'
import { useWords } from '../languages/index.ts'
import { classes } from '../styles/classes.ts'
import drawingsCss from './drawings.module.css'
import css from './specimen.module.css'
import { type Place, SPECIMENS, type SpecimenDrawing } from './specimens.ts'

const LABEL_WIDTH = 17

const labelWidth = (printed: string): number => (printed === '' ? 0 : [...printed].length * LABEL_WIDTH + 14)

const Ground = ({ shape }: { shape: SpecimenDrawing['shape'] }) => {
  switch (shape) {
    case 'screen':
      return (
        <>
          <rect x="168" y="4" width="304" height="392" rx="30" className={css.specimenPhone} />
          <rect x="182" y="30" width="276" height="340" rx="8" className={css.specimenPaper} />
        </>
      )
    case 'my-number-card':
      return (
        <>
          <rect x="3" y="3" width="634" height="394" rx="22" className={drawingsCss.drawCard} />
          <rect x="3" y="40" width="634" height="14" className={drawingsCss.drawCardBand} />
          <rect x="30" y="90" width="150" height="190" rx="6" className={drawingsCss.drawPhoto} />
          <circle cx="105" cy="160" r="36" className={drawingsCss.drawFace} />
          <path d="M44 280c4-48 28-72 61-72s57 24 61 72z" className={drawingsCss.drawFace} />
        </>
      )
    case 'old-card':
      return <rect x="3" y="3" width="634" height="394" rx="22" className={drawingsCss.drawOld} />
    case 'card':
      return <rect x="3" y="3" width="634" height="394" rx="18" className={css.specimenPaper} />
    case 'sheet':
      return <rect x="3" y="3" width="634" height="394" rx="4" className={css.specimenPaper} />
  }
}

const PlaceOn = ({ place, isNow, onChoose }: { place: Place; isNow: boolean; onChoose: () => void }) => (
  <g className={classes(css.specimenPlace, isNow && css.specimenNow)} onPointerDown={onChoose}>
    <rect x={place.x} y={place.y} width={place.width} height="34" rx="6" />
    {place.printed === '' ? null : (
      <text x={place.x + 8} y={place.y + 23} className={css.specimenLabel}>
        {place.printed}
      </text>
    )}
    <text x={place.x + 8 + labelWidth(place.printed)} y={place.y + 24} className={css.specimenValue}>
      {place.value}
    </text>
  </g>
)

/** A drawing of the paper with the place of the field that is being typed; a finger on a place goes to its field. */
export const Specimen = ({
  form,
  focused,
  onChoose,
}: {
  form: FormName
  focused: FieldName
  onChoose: (field: FieldName) => void
}) => {
  const t = useWords()
  const drawing = SPECIMENS[form]
  if (drawing === undefined) return null
  return (
    <figure className={css.specimen}>
      <svg viewBox="0 0 640 400" className={drawingsCss.drawing} aria-hidden="true">
        <Ground shape={drawing.shape} />
        <text
          x={drawing.shape === 'screen' ? 200 : 24}
          y={drawing.shape === 'screen' ? 66 : 34}
          className={css.specimenTitle}
        >
          {drawing.title}
        </text>
        {drawing.places.map((place) => (
          <PlaceOn
            key={place.field}
            place={place}
            isNow={place.field === focused}
            onChoose={() => onChoose(place.field)}
          />
        ))}
        {drawing.foot === undefined ? null : (
          <text x="24" y="388" className={css.specimenFoot}>
            {drawing.foot}
          </text>
        )}
        <text x="610" y="392" textAnchor="end" className={css.specimenSample}>
          見本
        </text>
      </svg>
      <figcaption className="small soft">{t('form.specimen')}</figcaption>
    </figure>
  )
}
