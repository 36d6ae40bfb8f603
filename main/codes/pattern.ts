/** A configured pattern that has to fit the whole text, whether its writer has put `^` and `$` around it or not. */
export const wholePattern = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`)
