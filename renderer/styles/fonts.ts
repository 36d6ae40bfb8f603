/**
 * Noto Sans JP, regular and bold, with the name kanji (髙 﨑 德 濵 栁). The window's own words are in one file
 * a weight, which the build makes; names' other characters come in pieces, of which a screen loads only what it shows.
 * Imported from here and not from a style sheet, so that the build can do so (scripts/window-fonts.ts).
 */
import '@fontsource/noto-sans-jp/400.css'
import '@fontsource/noto-sans-jp/700.css'
