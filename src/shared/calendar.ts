// The first and the last time that RFC 3339 can express, because it has four digits for the year. If code converts a time to UTC or adds a
// duration to it, the result may be earlier than the first or later than the last. So the code must compare the result with both.
export const FIRST_TIME = Date.parse('0000-01-01T00:00:00Z')
export const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z')
