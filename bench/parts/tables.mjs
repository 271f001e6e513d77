export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
export const show = (value, digits) => (Number.isNaN(value) ? '–' : value.toFixed(digits))
/** Formats the median and the range: median (lowest–highest). */
export const middle = (values, digits) =>
  `${show(median(values), digits)} (${show(Math.min(...values), digits)}–${show(Math.max(...values), digits)})`
export const times = (values) => `**${show(median(values), 2)}×** (${show(Math.min(...values), 2)}–${show(Math.max(...values), 2)})`
export const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

/**
 * Returns the table row of a goal: its name, the allowed maximum, the median of `values`, and whether the median meets the goal. If there
 * are several values, the row has their range, too.
 */
export function goal(what, most, values, unit = '×') {
  const now = median(values)
  const range = values.length === 1 ? '' : ` (${show(Math.min(...values), 2)}–${show(Math.max(...values), 2)})`
  return [what, `≤ ${most}${unit}`, `${show(now, unit === '×' ? 2 : 0)}${unit}${range}`, now <= most ? 'met' : 'missed']
}

/**
 * The measurements of a run. Each measurement (`turn`) shows how one system (`name`) did one kind of work (`cell`) in one round.
 */
export class Results {
  #turns = []

  add(turn) {
    this.#turns.push(turn)
  }
  /**
   * Returns one value for each round, in the order of the rounds: the value that `read` takes from the measurement of the system `name`
   * with the kind of work `cell`.
   */
  of(cell, name, read) {
    return this.#turns.filter((turn) => turn.cell === cell && turn.name === name).map(read)
  }
  cpu(cell, name) {
    return this.of(cell, name, (turn) => turn.cpu)
  }
  /**
   * Returns one ratio for each round: the value of the system `name` divided by the value of the system `base` in the same round. Values of
   * different rounds cannot be compared.
   */
  ratios(cell, name, base, read = (turn) => turn.cpu, baseCell = cell) {
    const bases = this.of(baseCell, base, read)
    return this.of(cell, name, read).map((value, round) => value / bases[round])
  }
}
