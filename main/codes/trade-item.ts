/** Shop and medicine codes that come without an AIM identifier: EAN/JAN of 8 or 13 digits, by their check digit. */

/** Tells whether digits are an EAN-13 or EAN-8: weights 1 and 3 from the left of thirteen, sum divisible by ten. */
export const isTradeItemNumber = (text: string): boolean => {
  if (!/^(?:\d{8}|\d{13})$/.test(text)) return false
  const sum = [...text.padStart(13, '0')].reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  )
  return sum % 10 === 0
}
