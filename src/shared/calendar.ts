// The first and the last time that RFC 3339 can express, because it has four digits for the year. A time may lie outside after it is
// converted to UTC, or after a duration is added. So it must then be compared with these two.
export const FIRST_TIME = Date.parse('0000-01-01T00:00:00Z')
export const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z')
