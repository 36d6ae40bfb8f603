/**
 * Noto Sans KR and SC for the patient's sentences, for the parts that show them: their hundreds of rules are a fifth of
 * the style sheet that the first screen would otherwise wait for.
 */
import '@fontsource-variable/noto-sans-kr/index.css'
import '@fontsource-variable/noto-sans-sc/index.css'
