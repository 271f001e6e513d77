// Tests the statements that are built once and filled with values for each run.
import { env } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { expect, it } from 'vitest'
import { compiled, placeholdersOf } from '../../src/shared/d1.ts'

const stars = sqliteTable('stars', {
  id: text().primaryKey(),
  tags: text('tag_list', { mode: 'json' }),
  at: integer('given_at'),
  note: text(),
})
const db = drizzle(env.DATA_DB)
const insert = compiled<object, typeof db>((made) => made.insert(stars).values(placeholdersOf(stars)))

it.each([
  ['absent', { id: 'a', tags: [], at: null }],
  ['undefined', { id: 'a', tags: [], at: null, note: undefined }],
])('a value that is %s is named, with the statement', (_, row) => {
  expect(() => insert(db, row)).toThrow(
    /^A statement has no value for `note`: insert into "stars" \("id", "tag_list", "given_at", "note"\)/,
  )
})

it('a value that drizzle encodes is named, too', () => {
  expect(() => insert(db, { id: 'a', at: null, note: null })).toThrow('A statement has no value for `tags`')
})

it('null is a value', async () => {
  await db.run('CREATE TABLE stars (id text, tag_list text, given_at integer, note text)')
  await insert(db, { id: 'a', tags: ['x'], at: null, note: null }).run()
  expect(await db.select().from(stars)).toEqual([{ id: 'a', tags: ['x'], at: null, note: null }])
})
