/** A page of docs as its text, the way Vite gives it. */
declare module '*.md?raw' {
  const text: string
  // biome-ignore lint/style/noDefaultExport: that is how Vite gives it.
  export default text
}
