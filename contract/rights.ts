/** The acts that not everybody may do. Without schemas: the shell knows them before it has loaded any. */
export const RIGHTS = [
  'check-in',
  'override',
  'look',
  'verify',
  'export',
  'purge',
  'settings',
  'staff',
  'restore',
  'rotate-keys',
  'confirm-day',
  /** Correcting a visit after its end, or opening it again on its day. */
  'amend',
  /** The month's list for whoever makes the claims. */
  'month-list',
  /** Saying that the official system is down, and that it is back. */
  'outage',
] as const
