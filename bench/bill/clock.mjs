// Moves the clock of the whole isolate forward, so that a bench can see what is deleted after days. This module must be imported before the
// platform's code.
const now = Date.now.bind(Date)
let ahead = 0
Date.now = () => now() + ahead

export const moveClock = (ms) => (ahead += ms)
/** Returns the real time in milliseconds. `moveClock` does not change it. */
export const realTime = now
/** Converts the time of an alarm to the runtime's clock. The runtime runs alarms by this clock, which `moveClock` does not change. */
export const toReal = (at) => Number(at) - ahead
export const fromReal = (at) => (at === null ? null : at + ahead)
