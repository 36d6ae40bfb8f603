/**
 * The check digit (検証番号) of insurer, payer and recipient numbers: from the digit before it to the left, weights
 * 2, 1, 2, 1 …; the digits of each product are added; the check digit fills the sum to a multiple of ten.
 * 113019: 1·2, 0·1, 3·2, 1·1, 1·2 → 2+0+6+1+2 = 11 → 9. Leading zeros change nothing. Source: rules.md §3.2.
 *
 * @returns false also for a text that is not two digits or more
 */
export const hasValidCheckDigit = (digits: string): boolean => {
  if (!/^\d{2,}$/.test(digits)) return false
  const last = digits.length - 1
  let sum = 0
  for (let place = last - 1; place >= 0; place -= 1) {
    const product = Number(digits[place]) * ((last - place) % 2 === 1 ? 2 : 1)
    sum += product > 9 ? product - 9 : product
  }
  return (10 - (sum % 10)) % 10 === Number(digits[last])
}
