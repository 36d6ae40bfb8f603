/** The value of a JSON text; undefined, which no schema takes, where the text is none. */
export const readJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
