import type { ReactNode } from 'react'
import type { DocumentType } from '../../contract/check-in.ts'
import { classes } from '../styles/classes.ts'
import css from './drawings.module.css'

const lines = (x: number, y: number, widths: readonly number[]): string =>
  widths.map((width, index) => `M${x} ${y + index * 7}h${width}`).join('')

const PICTURES: Record<DocumentType, ReactNode> = {
  'my-number-card': (
    <>
      <rect x="4" y="6" width="64" height="40" rx="4" className={css.drawCard} />
      <rect x="4" y="11" width="64" height="4" className={css.drawCardBand} />
      <rect x="10" y="20" width="15" height="19" rx="2" className={css.drawPhoto} />
      <circle cx="17.5" cy="27" r="3.5" className={css.drawFace} />
      <path d="M11.5 39c.5-5 3-7 6-7s5.5 2 6 7z" className={css.drawFace} />
      <path d={lines(31, 23, [30, 22, 26])} className={classes(css.drawText, css.drawThin)} />
    </>
  ),
  phone: (
    <>
      <rect x="23" y="2" width="26" height="48" rx="5" className={css.drawDevice} />
      <rect x="26" y="7" width="20" height="36" rx="2" className={css.drawScreen} />
      <path d="M30 25a9 9 0 0 1 12 0M32.5 29a5 5 0 0 1 7 0" className={css.drawWave} />
      <path d="M33 46.5h6" className={classes(css.drawText, css.drawThin)} />
    </>
  ),
  'eligibility-certificate': (
    <>
      <rect x="4" y="6" width="64" height="40" rx="3" className={css.drawPaper} />
      <rect x="4" y="6" width="64" height="9" rx="3" className={css.drawTitleAccept} />
      <path d={lines(10, 22, [24, 40, 32, 44])} className={classes(css.drawText, css.drawThin)} />
    </>
  ),
  'eligibility-notice': (
    <>
      <rect x="14" y="2" width="44" height="48" rx="2" className={css.drawPaper} />
      <path d={lines(20, 9, [26])} className={classes(css.drawText, css.drawThick)} />
      <path d={lines(20, 17, [32, 28])} className={classes(css.drawText, css.drawThin)} />
      <rect x="20" y="30" width="32" height="15" rx="2" className={css.drawCut} />
    </>
  ),
  'portal-screen': (
    <>
      <rect x="23" y="2" width="26" height="48" rx="5" className={css.drawDevice} />
      <rect x="26" y="7" width="20" height="36" rx="2" className={css.drawScreen} />
      <path d={lines(29, 14, [14, 10, 14, 8])} className={classes(css.drawText, css.drawThin)} />
      <path d="M33 46.5h6" className={classes(css.drawText, css.drawThin)} />
    </>
  ),
  'insurance-card': (
    <>
      <rect x="4" y="6" width="64" height="40" rx="4" className={css.drawOld} />
      <path d={lines(10, 14, [30])} className={classes(css.drawText, css.drawThick)} />
      <path d={lines(10, 23, [46, 34, 40])} className={classes(css.drawText, css.drawThin)} />
    </>
  ),
  'elderly-recipient-certificate': (
    <>
      <rect x="4" y="6" width="64" height="40" rx="3" className={css.drawPaper} />
      <path d={lines(10, 14, [34])} className={classes(css.drawText, css.drawThick)} />
      <path d={lines(10, 23, [28, 20, 26])} className={classes(css.drawText, css.drawThin)} />
      <rect x="44" y="22" width="18" height="18" rx="2" className={css.drawCut} />
      <path d="M49 35l8-8M50 28.5v.01M56 34.5v.01" className={css.drawText} />
    </>
  ),
  'temporary-certificate': (
    <>
      <rect x="14" y="2" width="44" height="48" rx="2" className={css.drawPaper} />
      <path d={lines(20, 10, [32])} className={classes(css.drawText, css.drawThick)} />
      <path d={lines(20, 19, [30, 24, 28])} className={classes(css.drawText, css.drawThin)} />
      <circle cx="47" cy="41" r="5" className={css.drawSeal} />
    </>
  ),
  prescription: (
    <>
      <rect x="8" y="4" width="56" height="44" rx="2" className={css.drawPaper} />
      <path d={lines(14, 12, [26])} className={classes(css.drawText, css.drawThick)} />
      <path d={lines(14, 21, [44, 34])} className={classes(css.drawText, css.drawThin)} />
      <path d="M14 33h44" className={classes(css.drawText, css.drawThin)} />
      <circle cx="55" cy="41" r="4" className={css.drawSeal} />
    </>
  ),
  'self-declaration': (
    <>
      <rect x="12" y="2" width="42" height="48" rx="2" className={css.drawPaper} />
      <path d={lines(18, 10, [28])} className={classes(css.drawText, css.drawThick)} />
      <path d={lines(18, 19, [30, 30, 18])} className={classes(css.drawText, css.drawThin)} />
      <path d="M38 44l2-7 17-17 5 5-17 17z" className={css.drawPen} />
    </>
  ),
}

/** A small drawing by which a kind of document is known at a glance; its name stands beside it. */
export const DocumentPicture = ({ type, width = 4.5 }: { type: DocumentType; width?: number }) => (
  <svg
    viewBox="0 0 72 52"
    width={`${width}rem`}
    height={`${(width * 52) / 72}rem`}
    className={css.drawing}
    aria-hidden="true"
  >
    {PICTURES[type]}
  </svg>
)
