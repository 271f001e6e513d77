import { PictureRejected } from '../inspect.ts'

/** Counts the work that a file asks for, so that a small file cannot ask for more than a picture of its size is worth. No timer: the same everywhere. */
export class WorkBudget {
  #limit = Number.MAX_SAFE_INTEGER
  spent = 0

  /** The most that may be spent in all; a lower limit than one set before holds. */
  limit(units: number): void {
    this.#limit = Math.min(this.#limit, units)
  }

  /** Call before the work is done. Throws PictureRejected. */
  spend(units: number): void {
    this.spent += units
    if (this.spent > this.#limit) throw new PictureRejected('too_much_work', 'it takes more work to read than a picture of its size should')
  }
}
