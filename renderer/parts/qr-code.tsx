import type { DrawingContext } from 'bwip-js/generic'
import { useEffect, useState } from 'react'
import css from './qr-code.module.css'

type Drawn = { readonly size: number; readonly path: string }

/** Lines up what the writer draws as one path; a module is one unit wide. Only filled corners are ever asked for. */
const pathDrawing = (): DrawingContext<Drawn> => {
  let size = 0
  let path = ''
  const nothing = (): void => {}
  return {
    scale: () => null,
    measure: () => ({ width: 0, ascent: 0, descent: 0 }),
    init: (width) => {
      size = width
    },
    line: nothing,
    polygon: (points) => {
      path += `M${points.map(([x, y]) => `${x} ${y}`).join('L')}Z`
    },
    hexagon: nothing,
    ellipse: nothing,
    fill: nothing,
    text: nothing,
    end: () => ({ size, path }),
  }
}

/** The writer of codes is large and seldom needed, so that it is loaded with the first code. */
const draw = async (text: string): Promise<Drawn> => {
  const { qrcode } = await import('bwip-js/generic')
  const options = { bcid: 'qrcode', text, eclevel: 'M', scale: 1 }
  return qrcode(options, pathDrawing())
}

/** Modules of white that a reader needs around the code. */
const QUIET = 4

/** A QR code, black on white in every theme. */
export const QrCode = ({ text, label, onDrawn }: { text: string; label: string; onDrawn?: () => void }) => {
  const [drawn, setDrawn] = useState<Drawn | null>(null)
  useEffect(() => {
    let wanted = true
    void draw(text).then((code) => {
      if (wanted) setDrawn(code)
    })
    return () => {
      wanted = false
    }
  }, [text])
  useEffect(() => {
    if (drawn !== null) onDrawn?.()
  }, [drawn, onDrawn])
  const whole = (drawn?.size ?? 0) + 2 * QUIET
  return (
    <svg
      className={css.qrCode}
      viewBox={`${-QUIET} ${-QUIET} ${whole} ${whole}`}
      role="img"
      aria-label={label}
    >
      <rect x={-QUIET} y={-QUIET} width={whole} height={whole} fill="#fff" />
      {drawn === null ? null : (
        <path d={drawn.path} fill="#000" fillRule="evenodd" shapeRendering="crispEdges" />
      )}
    </svg>
  )
}
