/**
 * Noto Sans JP, regular and bold, with the name kanji (髙 﨑 德 濵 栁). Cut in pieces by character: a screen loads only
 * those pieces that it shows. Imported from here and not from a style sheet, so that the build can choose among the
 * pieces (vite.config.ts).
 */
import '@fontsource/noto-sans-jp/400.css'
import '@fontsource/noto-sans-jp/700.css'
