/**
 * Fonts that the first screen does not need, for the parts that show them: the pieces of Noto Sans JP with every other
 * character, for names (髙 﨑 德 濵 栁), and Noto Sans KR and SC for the patient's sentences. Their hundreds of rules are nine
 * tenths of the style sheet that the first screen would otherwise wait for.
 */
import '@fontsource/noto-sans-jp/400.css?pieces'
import '@fontsource/noto-sans-jp/700.css?pieces'
import '@fontsource-variable/noto-sans-kr/index.css'
import '@fontsource-variable/noto-sans-sc/index.css'
