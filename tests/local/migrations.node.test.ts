// Migrations only expand the schema, so that the last release can still run on it (row G8 in docs/development/field-tests.md).
import { describe, expect, it } from 'vitest'
import { DATABASES, databaseFaults, migrationFaults, releaseOf, snapshotFaults } from '../../scripts/check-migrations.ts'

describe('G8: the last release runs on the schema of this version', () => {
  it.each(DATABASES)('%s: every table of it can be written and read', (database) => {
    expect(Object.keys(releaseOf(database).schema).length).toBeGreaterThan(3)
    expect(databaseFaults(database)).toEqual([])
  })

  // Negative controls: each of these migrations would break the last release. Two checks must find each of them: the check of the SQL
  // statements, and the check of the resulting schema.
  it.each([
    ['a dropped table', 'DROP TABLE `keys`;'],
    ['a dropped column', 'ALTER TABLE `keys` DROP COLUMN `pool`;'],
    ['a renamed column', 'ALTER TABLE `keys` RENAME COLUMN `name` TO `label`;'],
    ['a renamed table', 'ALTER TABLE `projects` RENAME TO `groups`;'],
  ])('%s is found twice', (_, sql) => {
    const faults = databaseFaults('config', [sql])
    expect(faults.some((fault) => fault.startsWith('migrations/config/added 1.sql:'))).toBe(true)
    expect(faults.some((fault) => fault.includes('cannot use'))).toBe(true)
  })

  it.each([
    ['a dropped column that an index uses', 'ALTER TABLE `assets` DROP COLUMN `used_at`;', /in index assets_unused after drop column/],
    ['SQL with a fault', 'CREATE TABLE;', /syntax error/],
  ])('a migration that does not run is named: %s', (_, sql, message) => {
    const faults = databaseFaults('data', ['SELECT 1;', sql])
    expect(faults.at(-1)).toMatch(/^migrations\/data\/added 2\.sql does not run, even without rows: /)
    expect(faults.at(-1)).toMatch(message)
    const drops = faults.slice(0, -1)
    expect(drops).toHaveLength(sql.includes('DROP') ? 1 : 0)
    for (const fault of drops) expect(fault).toMatch(/^migrations\/data\/added 2\.sql: ALTER .* drops a column/)
  })

  it('a migration without the snapshot of its schema is named', () => {
    expect(snapshotFaults('data', ['0000_initial', '0099_by_hand'])).toEqual([
      expect.stringMatching(/^migrations\/data\/0099_by_hand\.sql has no migrations\/data\/meta\/0099_snapshot\.json: .*db:generate/),
    ])
  })

  it.each([
    ['rows that are deleted', 'DELETE FROM `keys`;', 'keys: its row is gone'],
    ['values that are changed', "UPDATE `keys` SET `name` = 'x';", 'keys.name has another value'],
    [
      'a migration that fails on rows',
      'CREATE TABLE `y` (`n` integer CHECK (`n` < 0)); INSERT INTO `y` SELECT 1 FROM `keys`;',
      'migrations/config/added 1.sql fails on its rows',
    ],
  ])('this version on its data: %s', (_, sql, fault) => {
    expect(databaseFaults('config', [sql]).filter((each) => each.includes('cannot use the data'))).toEqual([
      expect.stringContaining(fault) as unknown,
    ])
  })

  it.each([
    ['a column that the release does not fill', 'ALTER TABLE `keys` ADD `owner` text NOT NULL;', 1],
    ['a unique index', 'CREATE UNIQUE INDEX `names` ON `keys` (`name`);', 1],
    ['a trigger', 'CREATE TRIGGER `t` BEFORE INSERT ON `keys` BEGIN SELECT 1; END;', 1],
    ['a table built anew', 'CREATE TABLE `__new_keys` (`id` text);--> statement-breakpoint\nALTER TABLE `__new_keys` RENAME TO `keys`;', 1],
    ['a column with a default', "ALTER TABLE `keys` ADD `owner` text DEFAULT '' NOT NULL;", 0],
    ['a nullable column', 'ALTER TABLE `keys` ADD `owner` text;', 0],
    ['a new table and index', 'CREATE TABLE `x` (`id` text NOT NULL);--> statement-breakpoint\nCREATE INDEX `i` ON `x` (`id`);', 0],
    ['a unique index on a table that the release does not have', 'CREATE UNIQUE INDEX `once` ON `alerts` (`once`);', 0],
    ['a dropped index', 'DROP INDEX `keys_maker`;', 0],
    ['a drop that is excused', '-- unused since 0.2.0: nothing reads it\nDROP TABLE `old`;', 0],
    ['a drop whose excuse is not yet released', '-- unused since 0.3.0: nothing reads it\nDROP TABLE `old`;', 1],
    ['an excuse of another statement', '-- unused since 0.2.0: nothing reads it\nDROP TABLE `old`;\nDROP TABLE `keys`;', 1],
  ])('%s', (_, sql, count) => {
    expect(migrationFaults(sql, '0.2.0', ['keys'])).toHaveLength(count)
  })
})
