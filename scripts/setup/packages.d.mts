/** The Node that runs every task (packages.mjs). */
export const pinnedNode: string
