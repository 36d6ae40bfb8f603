/** The part of the package that is used; which brings no types. */
declare module 'subset-font' {
  /** Cuts a font down to the characters of a text. Rejects when it is no font. */
  const subsetFont: (
    font: Buffer,
    text: string,
    options: {
      readonly targetFormat: 'woff2' | 'truetype'
      /** Leaves out other forms of the same characters, for vertical lines or half a width. */
      readonly noLayoutClosure?: boolean
    },
  ) => Promise<Buffer>
  export = subsetFont
}
