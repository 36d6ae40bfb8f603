import type { ReactNode } from 'react'
import buttonCss from './button.module.css'

/** Drawn on 24 × 24 with a stroke of 2, so that they keep one weight beside the text at every size. */
const SHAPES = {
  accepted: (
    <>
      <circle cx="12" cy="12" r="10" />
      <path d="m7 12.5 3.4 3.4L17 8.8" />
    </>
  ),
  noted: (
    <>
      <path d="M21.8 10.2A10 10 0 1 1 15.2 2.5" />
      <path d="m7.5 12 3.4 3.4L21 5.5" />
      <path d="M18 16v3" />
      <path d="M18 22v.01" />
    </>
  ),
  more: (
    <>
      <path d="M13 3H6.5A1.5 1.5 0 0 0 5 4.5v15A1.5 1.5 0 0 0 6.5 21H11" />
      <path d="M13 3v5h5" />
      <path d="M13 3l5 5v3" />
      <path d="M17.5 14v7M14 17.5h7" />
    </>
  ),
  'not-eligible': (
    <>
      <path d="M13 3H6.5A1.5 1.5 0 0 0 5 4.5v15A1.5 1.5 0 0 0 6.5 21H11" />
      <path d="M13 3v5h5" />
      <path d="M13 3l5 5v3" />
      <path d="m15 15 5.5 5.5M20.5 15 15 20.5" />
    </>
  ),
  unknown: (
    <>
      <circle cx="12" cy="12" r="10" strokeDasharray="3.5 2.78" />
      <path d="M9.2 9.3a2.9 2.9 0 1 1 4.4 2.5c-1 .6-1.6 1.2-1.6 2.2" />
      <path d="M12 17.3v.01" />
    </>
  ),
  'card-reader': (
    <>
      <rect x="3" y="12" width="18" height="9" rx="2" />
      <path d="M7 12V4.5A1.5 1.5 0 0 1 8.5 3h7A1.5 1.5 0 0 1 17 4.5V12" />
      <path d="M7 17h5" />
      <path d="M17 17v.01" />
    </>
  ),
  scanner: (
    <>
      <path d="M4 8V5.5A1.5 1.5 0 0 1 5.5 4H8M16 4h2.5A1.5 1.5 0 0 1 20 5.5V8M20 16v2.5a1.5 1.5 0 0 1-1.5 1.5H16M8 20H5.5A1.5 1.5 0 0 1 4 18.5V16" />
      <path d="M8 9v6M11 9v6M13.5 9v6M16 9v6" />
    </>
  ),
  journal: (
    <>
      <path d="M6 3h11a2 2 0 0 1 2 2v16H7a2 2 0 0 1-2-2V4a1 1 0 0 1 1-1Z" />
      <path d="M5 18a2 2 0 0 1 2-2h12M9 8h6M9 11.5h4" />
    </>
  ),
  center: (
    <>
      <ellipse cx="12" cy="5.5" rx="7.5" ry="3" />
      <path d="M4.5 5.5v13c0 1.66 3.36 3 7.5 3s7.5-1.34 7.5-3v-13M4.5 12c0 1.66 3.36 3 7.5 3s7.5-1.34 7.5-3" />
    </>
  ),
  clock: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M12 6.5V12l3.5 2" />
    </>
  ),
  help: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M9.3 9.4a2.8 2.8 0 1 1 4.2 2.4c-.9.5-1.5 1.1-1.5 2.1" />
      <path d="M12 17v.01" />
    </>
  ),
  settings: (
    <>
      <path d="M4 7h9M17 7h3M4 17h3M11 17h9" />
      <circle cx="15" cy="7" r="2.2" />
      <circle cx="9" cy="17" r="2.2" />
    </>
  ),
  history: (
    <>
      <path d="M4 5v4.5h4.5" />
      <path d="M4.5 9.5A8.5 8.5 0 1 1 3.5 13" />
      <path d="M12 7.5V12l3 2" />
    </>
  ),
  display: (
    <>
      <path d="M3 18 8 5.5 13 18M4.8 14h6.4" />
      <path d="M15 18l3-7.5L21 18M16 15.7h4" />
    </>
  ),
  plus: <path d="M12 5v14M5 12h14" />,
  close: <path d="m6 6 12 12M18 6 6 18" />,
  pencil: (
    <>
      <path d="M4 20l1-4.5L16.5 4a2 2 0 0 1 2.8 0l.7.7a2 2 0 0 1 0 2.8L8.5 19 4 20Z" />
      <path d="m14 6.5 3.5 3.5" />
    </>
  ),
  print: (
    <>
      <path d="M7 9V3.5h10V9M7 17H4.5A1.5 1.5 0 0 1 3 15.5v-5A1.5 1.5 0 0 1 4.5 9h15a1.5 1.5 0 0 1 1.5 1.5v5a1.5 1.5 0 0 1-1.5 1.5H17" />
      <path d="M7 14h10v6.5H7z" />
    </>
  ),
  sound: (
    <>
      <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4Z" />
      <path d="M15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />
    </>
  ),
  silent: (
    <>
      <path d="M4 9.5v5h3.5L12 18.5v-13L7.5 9.5H4Z" />
      <path d="m16 9.5 5 5M21 9.5l-5 5" />
    </>
  ),
  next: <path d="M5 12h14M13 6l6 6-6 6" />,
  back: <path d="M19 12H5M11 6l-6 6 6 6" />,
  open: <path d="m6 9 6 6 6-6" />,
  keyboard: (
    <>
      <rect x="2.5" y="6" width="19" height="12" rx="2" />
      <path d="M6.5 10v.01M10 10v.01M13.5 10v.01M17 10v.01M8 14h8" />
    </>
  ),
  look: (
    <>
      <path d="M10.3 4.3 2.8 17.5A2 2 0 0 0 4.5 20.5h15a2 2 0 0 0 1.7-3L13.7 4.3a2 2 0 0 0-3.4 0Z" />
      <path d="M12 9.5v4.5M12 17.3v.01" />
    </>
  ),
  info: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M12 11v6M12 7.5v.01" />
    </>
  ),
  person: (
    <>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.5 20.5a7.5 7.5 0 0 1 15 0" />
    </>
  ),
  speak: (
    <>
      <path d="M4 5.5h16v11h-8.5L7 20.5v-4H4z" />
      <path d="M8 9.5h8M8 12.7h5" />
    </>
  ),
  why: (
    <>
      <path d="M9.5 18h5M10.5 21h3" />
      <path d="M8.5 14.5a6 6 0 1 1 7 0c-.7.5-1 1.2-1 2v1.5h-5v-1.5c0-.8-.3-1.5-1-2Z" />
    </>
  ),
  list: <path d="M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01" />,
  online: (
    <>
      <circle cx="12" cy="12" r="9.5" />
      <path d="M2.5 12h19M12 2.5c3 3 4 6 4 9.5s-1 6.5-4 9.5c-3-3-4-6-4-9.5s1-6.5 4-9.5Z" />
    </>
  ),
  tick: <path d="m5 12.5 4.5 4.5L19 7" />,
  working: <path d="M12 3a9 9 0 1 0 9 9" />,
  search: (
    <>
      <circle cx="10.5" cy="10.5" r="6.5" />
      <path d="m15.5 15.5 5 5" />
    </>
  ),
  erase: (
    <>
      <path d="M8 6h11.5A1.5 1.5 0 0 1 21 7.5v9a1.5 1.5 0 0 1-1.5 1.5H8l-5-6 5-6Z" />
      <path d="m11.5 9.5 5 5M16.5 9.5l-5 5" />
    </>
  ),
} as const satisfies Record<string, ReactNode>

export type IconName = keyof typeof SHAPES

/** A drawing beside a word; it never stands for the word, so it is hidden from screen readers. */
export const Icon = ({ name, size = 1.5 }: { name: IconName; size?: number }) => (
  <svg
    viewBox="0 0 24 24"
    width={`${size}rem`}
    height={`${size}rem`}
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
    className={name === 'working' ? buttonCss.iconWorking : undefined}
  >
    {SHAPES[name]}
  </svg>
)
