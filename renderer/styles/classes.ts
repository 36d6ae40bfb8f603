/**
 * Joins the class names of an element: `classes(css.tile, isWide && css.wide)` → `'tile wide'`. What is not there is
 * left out; test/unit/renderer/styles.test.ts looks for names that no style sheet has.
 */
export const classes = (...names: readonly (string | false | undefined)[]): string =>
  names.filter((name) => name !== undefined && name !== false && name !== '').join(' ')
