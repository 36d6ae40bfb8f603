/** The dialogs over a check-in. At most one of them is open; `visit` is the panel of questions about this visit. */
export type CheckInDialog = 'reader' | 'online' | 'choose' | 'override' | 'cancel' | 'visit'
