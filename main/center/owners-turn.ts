/** The owner's acts one at a time. Any role can hold an advisory lock for ever; nobody but the owner can lock a table. */
export const OWNERS_TURN = 'LOCK TABLE uketsuke.migration IN SHARE ROW EXCLUSIVE MODE'
