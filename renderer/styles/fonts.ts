/**
 * Noto Sans JP, regular and bold: the window's own words in two files a weight, which the build makes, the first screen's and the
 * others', and the letters of European languages. Names' other characters come later (later-fonts.ts).
 * Imported from here and not from a style sheet, so that the build can do so (scripts/window-fonts.ts).
 */
import '@fontsource/noto-sans-jp/400.css'
import '@fontsource/noto-sans-jp/700.css'
