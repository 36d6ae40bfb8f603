/** A font's style sheet, of which the build leaves the rules of the numbered pieces (scripts/window-fonts.ts). */
declare module '*.css?pieces'
