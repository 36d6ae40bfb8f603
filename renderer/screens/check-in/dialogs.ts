/** The dialogs over a check-in. At most one of them is open; `look-up` and `desk-app`
 * ask for the answer to a number, and for the app's. `visit` is the panel of questions about this visit, `who` the question whose visit it is. */
export type CheckInDialog =
  | 'reader'
  | 'online'
  | 'look-up'
  | 'desk-app'
  | 'choose'
  | 'override'
  | 'cancel'
  | 'visit'
  | 'who'
