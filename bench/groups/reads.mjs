// Measures reads of generations and pictures. The platform is compared with a Worker that makes one D1 read, one R2 read, or both, one
// after the other.
import { ask, checkPictures, requirePicture } from '../parts/measure.mjs'
import { goal, median, middle, show, table, times } from '../parts/tables.mjs'
import { AT_ONCE, generation, kilobytes } from './generations.mjs'

const RECORD = 'a generation'
const GET_RECORD = '`GET /v1/generations/{id}`'
const WITH_KEY = '`GET /v1/assets/{id}/content` with a key'
const WITH_LINK = 'its signed link'
const [D1, R2, BOTH] = ['one D1 read', 'one R2 read', 'one D1 read, one R2 read']
const SIZES = ['small', 'large']
const pictureOf = (size) => `a picture of ${kilobytes(size)}`
const get = (path) => ({ method: 'GET', path, headers: {} })

/**
 * Each pair in `pairs` has a read of the platform, and the read of the plain Worker with which it is compared. A read with a key must look
 * the picture up in the database first; a signed link contains everything that the read needs.
 */
const ROWS = [
  { cell: () => RECORD, sizes: ['small'], pairs: [[GET_RECORD, D1]] },
  {
    cell: pictureOf,
    sizes: SIZES,
    pairs: [
      [WITH_LINK, R2],
      [WITH_KEY, BOTH],
      [WITH_KEY, R2],
    ],
  },
]
const pairs = () =>
  ROWS.flatMap(({ cell, sizes, pairs: each }) => sizes.flatMap((size) => each.map(([name, base]) => ({ cell: cell(size), name, base }))))

export const reads = {
  name: 'reads',
  systems: ['read', 'platform'],
  async turns({ read, platform }) {
    const turns = []
    const add = (cell, name, system, request, check) => {
      // The runtime compiles code while the code runs. A read is short, so the code needs about 2000 reads until it is compiled. These
      // reads are not measured.
      const warmUp = [{ count: 2000, seconds: 6 }]
      turns.push({ cell, name, system, request, connections: AT_ONCE, seconds: 0.8, alone: false, warmUp, check })
    }
    const put = (path, body) => ask({ name: 'read', system: read, request: { ...get(path), method: 'PUT', body } })
    for (const size of SIZES) {
      const made = await checkPictures({ name: 'platform', system: platform, request: generation(size) }, size)
      const { generation_id: id } = made
      const record = await ask({ name: 'platform', system: platform, request: get(`/v1/generations/${id}`) })
      const [{ asset_id: asset, url }] = JSON.parse(record).images
      await put(`/d1/${size}`, record)
      if (size === 'small') {
        const same = async (contestant) => {
          if (JSON.parse(await ask(contestant)).id !== id) throw new Error(`${contestant.name}: another generation`)
        }
        add(RECORD, D1, read, get(`/d1/${size}`), same)
        add(RECORD, GET_RECORD, platform, get(`/v1/generations/${id}`), same)
      }
      await put(`/r2/${size}`, await ask({ name: 'platform', system: platform, request: get(`/v1/assets/${asset}/content`) }))
      const picture = async (contestant) => requirePicture(contestant.name, size, await ask(contestant))
      const { pathname, search } = new URL(url)
      add(pictureOf(size), R2, read, get(`/r2/${size}`), picture)
      add(pictureOf(size), BOTH, read, get(`/both/${size}`), picture)
      add(pictureOf(size), WITH_KEY, platform, get(`/v1/assets/${asset}/content`), picture)
      add(pictureOf(size), WITH_LINK, { ...platform, headers: {} }, get(pathname + search), picture)
    }
    return turns
  },
  report: (results) => [
    '### Reads',
    table(
      ['what', 'how', 'CPU ms per request', `requests/s, ${AT_ONCE} at once`, 'a bare Worker with', 'CPU ms per request', 'CPU against it'],
      pairs().map(({ cell, name, base }) => [
        cell,
        name,
        middle(results.cpu(cell, name), 2),
        show(median(results.of(cell, name, (turn) => turn.perSecond)), 0),
        base,
        middle(results.cpu(cell, base), 2),
        times(results.ratios(cell, name, base)),
      ]),
    ),
  ],
  goals: (results) =>
    pairs().map(({ cell, name, base }) => goal(`CPU of reading ${cell}, ${name}, against ${base}`, 2, results.ratios(cell, name, base))),
}
