export function median(values) {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
}
export const show = (value, digits) => (Number.isNaN(value) ? '–' : value.toFixed(digits))
/** Median (lowest–highest). */
export const middle = (values, digits) =>
  `${show(median(values), digits)} (${show(Math.min(...values), digits)}–${show(Math.max(...values), digits)})`
export const times = (values) => `**${show(median(values), 2)}×** (${show(Math.min(...values), 2)}–${show(Math.max(...values), 2)})`
export const table = (head, rows) => [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n')

/** One line of what is wanted and what is so; a range where there is one value per round. */
export function goal(what, most, values, unit = '×') {
  const now = median(values)
  const range = values.length === 1 ? '' : ` (${show(Math.min(...values), 2)}–${show(Math.max(...values), 2)})`
  return [what, `≤ ${most}${unit}`, `${show(now, unit === '×' ? 2 : 0)}${unit}${range}`, now <= most ? 'met' : 'missed']
}

/** The turns of a run, to be asked for. */
export class Results {
  #turns = []

  add(turn) {
    this.#turns.push(turn)
  }
  /** One value per round, in their order. */
  of(cell, name, read) {
    return this.#turns.filter((turn) => turn.cell === cell && turn.name === name).map(read)
  }
  cpu(cell, name) {
    return this.of(cell, name, (turn) => turn.cpu)
  }
  /** Round by round, as only what was measured side by side may be compared. */
  ratios(cell, name, base, read = (turn) => turn.cpu, baseCell = cell) {
    const bases = this.of(baseCell, base, read)
    return this.of(cell, name, read).map((value, round) => value / bases[round])
  }
}
