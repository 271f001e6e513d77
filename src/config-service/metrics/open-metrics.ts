// Writes OpenMetrics text: https://prometheus.io/docs/specs/om/open_metrics_spec/

export type Labels = Record<string, string>
export interface Sample {
  labels?: Labels
  value: number
}
/**
 * `counts`: for each bound, how many values are at most as large as the bound. `count`: the number of all values, for the last bucket,
 * which has no bound.
 */
export interface HistogramSample {
  labels: Labels
  counts: number[]
  count: number
  sum: number
}

/** Builds the text of one response. Add each metric only once, with all of its samples. */
export class OpenMetrics {
  readonly #lines: string[] = []

  gauge(name: string, help: string, samples: readonly Sample[]): void {
    this.#head(name, 'gauge', help)
    for (const { labels = {}, value } of samples) this.#sample(name, labels, value)
  }

  /**
   * Adds a counter.
   * @param createdSeconds when the counter began, in Unix seconds.
   */
  counter(name: string, help: string, samples: readonly Sample[], createdSeconds: number): void {
    this.#head(name, 'counter', help)
    for (const { labels = {}, value } of samples) {
      this.#sample(`${name}_total`, labels, value)
      this.#sample(`${name}_created`, labels, createdSeconds)
    }
  }

  /** Adds a histogram that covers only a recent period. Unlike those of an ordinary histogram, its numbers can also become smaller. */
  gaugeHistogram(name: string, help: string, bounds: readonly number[], samples: readonly HistogramSample[]): void {
    this.#head(name, 'gaugehistogram', help)
    for (const { labels, counts, count, sum } of samples) {
      for (const [index, bound] of bounds.entries()) this.#sample(`${name}_bucket`, { ...labels, le: floating(bound) }, counts[index]!)
      this.#sample(`${name}_bucket`, { ...labels, le: '+Inf' }, count)
      this.#sample(`${name}_gcount`, labels, count)
      this.#sample(`${name}_gsum`, labels, sum)
    }
  }

  text(): string {
    return [...this.#lines, '# EOF', ''].join('\n')
  }

  #head(name: string, type: string, help: string): void {
    this.#lines.push(`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`)
  }

  #sample(name: string, labels: Labels, value: number): void {
    const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escaped(text)}"`)
    this.#lines.push(`${name}${pairs.length === 0 ? '' : `{${pairs.join(',')}}`} ${value}`)
  }
}

/** Writes the bound of a histogram's bucket as a floating-point number: `1` is written `1.0`. */
function floating(bound: number): string {
  return Number.isInteger(bound) ? bound.toFixed(1) : String(bound)
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')
}
