// Compares the platform with itself at an earlier commit: `npm run bench -- --against COMMIT`. Both versions are built with the packages
// that are installed here.
import { checkPictures } from '../parts/measure.mjs'
import { median, middle, show, table, times } from '../parts/tables.mjs'
import { AT_ONCE, generation, kilobytes, WARM_UP } from './generations.mjs'

const SYSTEMS = ['before', 'platform']
const SIZES = ['small', 'large']
const cellOf = (size) => `against ${size}`

export const against = (commit) => ({
  name: 'against',
  systems: SYSTEMS,
  turns: (systems) =>
    SIZES.flatMap((size) =>
      SYSTEMS.map((name) => ({
        cell: cellOf(size),
        name,
        system: systems[name],
        request: generation(size),
        connections: AT_ONCE,
        seconds: 1.2,
        alone: true,
        warmUp: [WARM_UP[size]],
        check: (contestant) => checkPictures(contestant, size),
      })),
    ),
  report: (results) => [
    `### Against commit ${commit}`,
    table(
      ['picture', 'CPU ms before', 'CPU ms now', 'now against before', 'requests/s now against before', 'p50 alone now against before'],
      SIZES.map((size) => {
        const cell = cellOf(size)
        const ratioOf = (read) => `${show(median(results.ratios(cell, 'platform', 'before', read)), 2)}×`
        return [
          kilobytes(size),
          ...SYSTEMS.map((name) => middle(results.cpu(cell, name), 2)),
          times(results.ratios(cell, 'platform', 'before')),
          ratioOf((turn) => turn.perSecond),
          ratioOf(({ alone }) => alone.p50),
        ]
      }),
    ),
  ],
})
