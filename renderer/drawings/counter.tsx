import { classes } from '../styles/classes.ts'
import css from './drawings.module.css'

/** The scanner on its stand, its light on the code of a paper. */
const Scanner = () => (
  <>
    <path d="M430 248h72" className={css.drawStand} />
    <path d="M466 246V168" className={css.drawStand} />
    <path
      d="M410 106h72a12 12 0 0 1 12 12v26a10 10 0 0 1-10 10h-18l-14 26h-24l8-26h-22a10 10 0 0 1-10-10v-32a6 6 0 0 1 6-6z"
      className={css.drawDevice}
    />
    <path d="M398 116 344 96v108l54-66z" className={css.drawLight} />
    <g>
      <rect x="256" y="82" width="100" height="136" rx="6" className={css.drawPaper} />
      <path d="M270 102h52M270 116h72M270 130h60" className={css.drawText} />
      <path
        d="M304 160h14v14h-14zM326 160h14v14h-14zM304 182h14v14h-14zM326 186h6v10M340 182v6"
        className={css.drawCode}
      />
    </g>
  </>
)

/** The picture of the ready screen: a card goes onto the reader, or the scanner looks at a paper. */
export const Counter = () => (
  <svg viewBox="0 0 560 300" className={classes(css.drawing, css.counter)} aria-hidden="true">
    <rect x="12" y="248" width="536" height="10" rx="5" className={css.drawCounter} />
    {/* The card reader, and a card coming down onto it. */}
    <path d="M70 248v-34a14 14 0 0 1 14-14h128a14 14 0 0 1 14 14v34z" className={css.drawDevice} />
    <rect x="92" y="208" width="112" height="8" rx="4" className={css.drawSlot} />
    <circle cx="206" cy="232" r="5" className={css.drawLamp} />
    <g className={css.drawCardFalls}>
      <rect x="82" y="86" width="132" height="84" rx="9" className={css.drawCard} />
      <rect x="82" y="98" width="132" height="8" className={css.drawCardBand} />
      <rect x="94" y="118" width="30" height="38" rx="3" className={css.drawPhoto} />
      <circle cx="109" cy="131" r="7" className={css.drawFace} />
      <path d="M97 156c1-9 6-14 12-14s11 5 12 14z" className={css.drawFace} />
      <path d="M136 122h62M136 134h48M136 146h56" className={css.drawText} />
    </g>
    <path d="M148 178v16m-8-8 8 8 8-8" className={css.drawArrow} />
    <Scanner />
  </svg>
)

/** The scanner alone, and the paper that is held under it. */
export const ScannerOnPaper = () => (
  <svg viewBox="240 70 280 192" className={css.drawing} aria-hidden="true">
    <rect x="240" y="248" width="280" height="10" rx="5" className={css.drawCounter} />
    <Scanner />
  </svg>
)
