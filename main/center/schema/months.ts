/**
 * Migration 12: months are made within two seconds or not at all, also by the owner. A terminal may hold one for as long as
 * its transaction is open: with a month that it made, or with a row of a day for which there is no month. What could not be made
 * then is made by the next who asks: the months of rows are there a year before they are needed, and visits without a month are
 * found as well, more slowly.
 */
export const MONTHS = `ALTER FUNCTION uketsuke.make_months(integer) SET lock_timeout = '2s';`

/**
 * Migration 13: months begin and end in Japan, whatever the session of who makes them writes of an instant. With days as
 * `01/01/2028` and the zone of India PostgreSQL writes `IST`, which it then reads as Israel's: a terminal that set them so made a month
 * that began at half past three, and in the hours before it no terminal could send a row.
 */
export const BOUNDS_OF_MONTHS = `
ALTER FUNCTION uketsuke.make_months(integer) SET DateStyle = 'ISO, YMD';
ALTER FUNCTION uketsuke.make_months(integer) SET TimeZone = 'Asia/Tokyo';
`
