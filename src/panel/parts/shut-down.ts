/** Returns whether the provider no longer offers a model, by the day on which it ends. Today's date is taken in UTC, as in the Worker. */
export const isShutDown = (date: string | null): boolean => date !== null && date <= new Date().toISOString().slice(0, 10)
