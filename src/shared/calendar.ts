// RFC 3339 has four digits for the year. A time may leave these years when it is converted to UTC, or when a duration is added.
export const FIRST_TIME = Date.parse('0000-01-01T00:00:00Z')
export const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z')
