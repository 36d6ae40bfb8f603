/** Limits what the pages may do, by headers of every answer of the program's own scheme. */

export const SCHEME = 'uketsuke'

/** Each kind of page is an origin of its own: they share neither storage nor a process. */
export const ORIGINS = {
  desk: `${SCHEME}://desk`,
  patient: `${SCHEME}://patient`,
  paper: `${SCHEME}://paper`,
} as const
export type Page = keyof typeof ORIGINS

/** The one document of each page. */
export const DOCUMENTS = {
  desk: '/index.html',
  patient: '/patient.html',
  paper: '/print.html',
} as const satisfies Record<Page, string>

/** The address of a page, with what its hash says. */
export const addressOf = (page: Page, hash = ''): string =>
  `${ORIGINS[page]}${DOCUMENTS[page]}${hash === '' ? '' : `#${hash}`}`

/** Nothing but the program's own files; nothing inline, nothing evaluated, no frame, no form, no connection. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "media-src 'self'",
  "connect-src 'none'",
  "worker-src 'none'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * Headers of every answer. No `Cross-Origin-Opener-Policy`: no page can open another, so there is no opener to be kept
 * from; and Chromium would start a second process for every window, because the empty page that it begins with has none.
 */
export const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
} as const

/** An address taken apart; null when it is none. */
export const parseAddress = (address: string): URL | null => {
  try {
    return new URL(address)
  } catch {
    return null
  }
}
