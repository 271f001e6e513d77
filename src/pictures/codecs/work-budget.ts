import { PictureRejected } from '../inspect.ts'

/**
 * Counts the work that a file causes, so that a small file cannot cause more than its picture's size justifies. It uses no timer, so the
 * result is the same everywhere.
 */
export class WorkBudget {
  #limit = Number.MAX_SAFE_INTEGER
  spent = 0

  /** Sets the maximum number of units for the whole file. If a lower maximum was set before, the lower one remains. */
  limit(units: number): void {
    this.#limit = Math.min(this.#limit, units)
  }

  /** Counts the units of some work. Must be called before the work is done. Throws PictureRejected if the maximum is exceeded. */
  spend(units: number): void {
    this.spent += units
    if (this.spent > this.#limit) throw new PictureRejected('too_much_work', 'it takes more work to read than a picture of its size should')
  }
}
