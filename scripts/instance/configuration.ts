// The wrangler configuration of a dedicated Worker. It is the environment `generation` in wrangler.toml with the instance's own names, so a
// binding that is added there is also added to every dedicated Worker.
import { join } from 'node:path'
import { experimental_readRawConfig, type Unstable_RawConfig, type Unstable_RawEnvironment } from 'wrangler'
import { root } from '../local/paths.mjs'

/** Names at Cloudflare for one dedicated Worker. The Worker, its database and its bucket all have the name `resource`. */
export interface Names {
  resource: string
  /** The name of the Worker that hosts the config service. The binding CONFIG of the dedicated Worker leads there. */
  configWorker: string
}

/** The longest name of a Worker or a bucket that Cloudflare allows. */
const LONGEST_NAME = 63
const LETTERS_OF_ID = 8

/**
 * Returns the end of the name that an instance's Worker, database and bucket have. It is made from the instance's id and not from its
 * slug, which people may change.
 */
export function ending(instanceId: string): string {
  return `-${instanceId.slice(-LETTERS_OF_ID).toLowerCase()}`
}

/** Returns `<prefix>-<slug>-<end of the id>`: readable, and different even if two instances have the same slug. */
export function resourceName(prefix: string, instance: { id: string; slug: string }): string {
  const end = ending(instance.id)
  return `${`${prefix}-${instance.slug}`.slice(0, LONGEST_NAME - end.length).replace(/-+$/, '')}${end}`
}

export interface Settings {
  instanceId: string
  names: Names
  databaseId: string
  /** For example `0.3.0+1a2b3c4`. The health check shows it. */
  version: string
  /** The custom domains of the Worker. If there is none, it has an address at workers.dev. */
  domains: readonly string[]
}

/** Returns the whole configuration of an instance's Worker. */
export function configurationOf({ instanceId, names, databaseId, version, domains }: Settings): Unstable_RawConfig {
  const template = environmentOf('generation')
  return {
    ...template,
    name: names.resource,
    d1_databases: template.d1_databases!.map((database) => ({ ...database, database_name: names.resource, database_id: databaseId })),
    r2_buckets: template.r2_buckets!.map((bucket) => ({ ...bucket, bucket_name: names.resource })),
    services: template.services!.map((service) => ({ ...service, service: names.configWorker, props: { instanceId } })),
    ...(domains.length === 0
      ? { workers_dev: true }
      : { workers_dev: false, routes: domains.map((pattern) => ({ pattern, custom_domain: true })) }),
    vars: { ...template.vars, ENVIRONMENT: 'production', VERSION: version, INSTANCE_ID: instanceId },
  }
}

/**
 * Returns an environment of wrangler.toml as a configuration of its own. Paths are absolute, because the file is written to a folder
 * outside of the project.
 */
export function environmentOf(name: 'config' | 'generation'): Unstable_RawConfig {
  const { rawConfig } = experimental_readRawConfig({ config: join(root, 'wrangler.toml') })
  const template: Unstable_RawEnvironment | undefined = rawConfig.env?.[name]
  if (template === undefined) throw new Error(`wrangler.toml has no environment \`${name}\``)
  const path = (relative: string | undefined) => join(root, relative ?? '')
  return {
    ...sharedBy(rawConfig),
    ...template,
    main: path(template.main),
    assets: { ...template.assets, directory: path(template.assets?.directory) },
    d1_databases: template.d1_databases!.map((database) => ({ ...database, migrations_dir: path(database.migrations_dir) })),
  }
}

/** Returns the settings that each environment inherits from the top of wrangler.toml. */
function sharedBy(top: Unstable_RawConfig): Partial<Unstable_RawConfig & Unstable_RawEnvironment> {
  const { compatibility_date, compatibility_flags, minify, alias, observability } = top
  const paths = Object.entries(alias ?? {}).map(([name, file]) => [name, join(root, file)])
  return {
    ...(compatibility_date === undefined ? {} : { compatibility_date }),
    ...(compatibility_flags === undefined ? {} : { compatibility_flags }),
    ...(minify === undefined ? {} : { minify }),
    ...(observability === undefined ? {} : { observability }),
    alias: Object.fromEntries(paths) as Record<string, string>,
  }
}
