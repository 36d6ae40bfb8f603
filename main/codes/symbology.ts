/** AIM identifiers (ISO/IEC 15424): `]`, a letter for the symbology, a modifier. Here without the bracket: `Q1`. */

/** Letters of the symbologies that are one row of bars: Code 39, Code 128, EAN, Codabar, 2 of 5, MSI, DataBar, … */
const ONE_DIMENSIONAL = 'ABCDEFGHINPMRSe'

/** Tells whether a symbology is one-dimensional. False when the scanner does not say what it read. */
export const isOneDimensional = (symbology: string | null): boolean =>
  symbology !== null && ONE_DIMENSIONAL.includes(symbology.charAt(0))

/** Symbols in GS1 syntax, which may hold GS (0x1D) between fields: GS1-128, GS1 QR, GS1 Data Matrix, GS1 DataBar. */
export const isGs1 = (symbology: string | null): boolean =>
  symbology !== null && (/^(?:C1|Q[34]|d2)$/.test(symbology) || symbology.startsWith('e'))

/** Symbols of shops and of medicine packages: EAN/JAN, UPC and GS1. */
export const isTradeItem = (symbology: string | null): boolean =>
  isGs1(symbology) || (symbology?.startsWith('E') ?? false)

/** QR with extended channel interpretation: the text says in `\000026` which encoding follows. */
export const hasInterpretations = (symbology: string | null): boolean =>
  symbology !== null && /^Q[246]$/.test(symbology)

/**
 * Answers of a scanner to a command come on the report of scanned data too: `]X0` and the family `]Z`, which
 * ISO/IEC 15424 keeps for what is no bar code.
 */
export const isReply = (symbology: string | null): boolean =>
  symbology !== null && (symbology === 'X0' || symbology.startsWith('Z'))

/** The identifier in three bytes of a report: `5D 51 31` is `Q1`. Null when they are none. */
export const readIdentifier = (bytes: Uint8Array): string | null => {
  const text = String.fromCharCode(...bytes.subarray(0, 3))
  return /^\][A-Za-z][0-9A-Za-z]$/.test(text) ? text.slice(1) : null
}

/** Takes an identifier off the front of a message, where a serial or keyboard scanner has been set to send it. */
export const splitIdentifier = (
  bytes: Uint8Array,
): { readonly symbology: string | null; readonly data: Uint8Array } => {
  const symbology = readIdentifier(bytes)
  return symbology === null ? { symbology, data: bytes } : { symbology, data: bytes.subarray(3) }
}
