/**
 * Returns whether a model is shut down today. `date` is the first day on which the provider does not offer it any more; null if none is
 * known. Today's date is taken in UTC, as in the Worker.
 */
export const isShutDown = (date: string | null): boolean => date !== null && date <= new Date().toISOString().slice(0, 10)
