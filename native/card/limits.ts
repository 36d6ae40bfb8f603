/** How long to wait, and how often to try again. */
export const LIMITS = {
  /** Milliseconds for one exchange, and for the service to connect. A real card answers within some tens. */
  exchange: 5_000,
  /**
   * Milliseconds from the beginning of a reading in which a command may still be sent: a whole card takes less than two
   * seconds, and one that answers a byte every five would be read for twenty minutes.
   */
  reading: 20_000,
  /** Milliseconds for another program to end its transaction. */
  hold: 3_000,
  /** Waits before the next try while another program has the card for itself. */
  busy: [250, 500, 1_000],
  /** Whole readings begun anew after another program reset the card, or after a command was lost. */
  restarts: 2,
  /** Milliseconds within which the service reports that a card which stopped answering is gone (pcsc-lite: 0.4 s). */
  removal: 1_000,
} as const
