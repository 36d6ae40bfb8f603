/** The channels between a page's preload and the shell. Nothing else crosses. */
export const CHANNELS = {
  /** Page → shell: send me states from now on. */
  watch: 'uketsuke:watch',
  /** Shell → page: one whole state, as JSON text. */
  state: 'uketsuke:state',
  /** Page → shell: an intent, as JSON text. */
  send: 'uketsuke:send',
  /** Page → shell, answered: what the program runs on. */
  runtime: 'uketsuke:runtime',
  /** Page → shell, answered: put this on paper. */
  print: 'uketsuke:print',
  /** Page → shell, answered: let the person choose a folder. */
  chooseFolder: 'uketsuke:choose-folder',
} as const

/** The longest message a page may send, in UTF-16 units: a whole filled form is under a tenth of it. */
export const MAX_MESSAGE = 65_536
