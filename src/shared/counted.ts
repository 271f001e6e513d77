/** Returns a count with its noun, for example `1 project` and `3 projects`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`
