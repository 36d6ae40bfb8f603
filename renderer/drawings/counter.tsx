import './drawings.css'

/** The scanner on its stand, its light on the code of a paper. */
const Scanner = () => (
  <>
    <path d="M430 248h72" className="draw-stand" />
    <path d="M466 246V168" className="draw-stand" />
    <path
      d="M410 106h72a12 12 0 0 1 12 12v26a10 10 0 0 1-10 10h-18l-14 26h-24l8-26h-22a10 10 0 0 1-10-10v-32a6 6 0 0 1 6-6z"
      className="draw-device"
    />
    <path d="M398 116 344 96v108l54-66z" className="draw-light" />
    <g className="draw-paper-slides">
      <rect x="256" y="82" width="100" height="136" rx="6" className="draw-paper" />
      <path d="M270 102h52M270 116h72M270 130h60" className="draw-text" />
      <path
        d="M304 160h14v14h-14zM326 160h14v14h-14zM304 182h14v14h-14zM326 186h6v10M340 182v6"
        className="draw-code"
      />
    </g>
  </>
)

/** The picture of the ready screen: a card goes onto the reader, or the scanner looks at a paper. */
export const Counter = () => (
  <svg viewBox="0 0 560 300" className="drawing counter" aria-hidden="true">
    <rect x="12" y="248" width="536" height="10" rx="5" className="draw-counter" />
    {/* The card reader, and a card coming down onto it. */}
    <path d="M70 248v-34a14 14 0 0 1 14-14h128a14 14 0 0 1 14 14v34z" className="draw-device" />
    <rect x="92" y="208" width="112" height="8" rx="4" className="draw-slot" />
    <circle cx="206" cy="232" r="5" className="draw-lamp" />
    <g className="draw-card-falls">
      <rect x="82" y="86" width="132" height="84" rx="9" className="draw-card" />
      <rect x="82" y="98" width="132" height="8" className="draw-card-band" />
      <rect x="94" y="118" width="30" height="38" rx="3" className="draw-photo" />
      <circle cx="109" cy="131" r="7" className="draw-face" />
      <path d="M97 156c1-9 6-14 12-14s11 5 12 14z" className="draw-face" />
      <path d="M136 122h62M136 134h48M136 146h56" className="draw-text" />
    </g>
    <path d="M148 178v16m-8-8 8 8 8-8" className="draw-arrow" />
    <Scanner />
  </svg>
)

/** The scanner alone, and the paper that is held under it. */
export const ScannerOnPaper = () => (
  <svg viewBox="240 70 280 192" className="drawing" aria-hidden="true">
    <rect x="240" y="248" width="280" height="10" rx="5" className="draw-counter" />
    <Scanner />
  </svg>
)
