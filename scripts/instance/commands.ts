// The commands of `npm run instance` for dedicated Workers. Each command first reads what exists, so a command that was interrupted can be
// started again and continues.
import { randomBytes } from 'node:crypto'
import type { Unstable_RawConfig } from 'wrangler'
import { counted } from '../../src/shared/counted.ts'
import type { Account } from './account.ts'
import { configurationOf, ending, type Names, resourceName } from './configuration.ts'
import { moveData, type Store } from './move-data.ts'
import { healthOf, type Instance, type Organization, otherInstance, type Platform, waitForHealth } from './platform.ts'

export interface Context {
  account: Account
  platform: Platform
  /** The version of this checkout, or the value of `--version`: `deploy` deploys it, and `status` expects it of every Worker. */
  version: string
  /** The prefix of the names of all dedicated Workers. */
  prefix: string
  configWorker: string
  /** The value of `--domain`: a custom domain for one instance's Worker; null if the option is not given. */
  domain: string | null
  /**
   * The value of `--url`: the Worker's address. If it is null, the address that is stored in the platform is used, or else the one in
   * wrangler's output.
   */
  url: string | null
  say(line: string): void
  healthMs?: number
}

/**
 * The names of a new Worker's secrets, each with a function that makes the value. LINK_SIGNING_KEYS is an object with the keys that sign
 * links to pictures, by version. CALLBACK_SIGNING_KEY signs callback URLs.
 */
const SECRETS: Record<string, () => string> = {
  LINK_SIGNING_KEYS: () => JSON.stringify({ 1: randomBytes(32).toString('base64') }),
  CALLBACK_SIGNING_KEY: () => randomBytes(32).toString('base64'),
}
/** If the database does not exist yet, the command `plan` shows this in the configuration instead of the database's id. */
const NO_ID = '00000000-0000-0000-0000-000000000000'

interface Found {
  names: Names
  databaseId: string | null
  bucket: boolean
  /** The names of the Worker's secrets; null if there is no Worker. */
  secrets: string[] | null
}

/**
 * Finds the database, the bucket and the Worker of this instance in the account. The database is found by the end of its name, because the
 * slug in the name may have changed. The bucket and the Worker have the same name as the database.
 */
async function find({ account, prefix, configWorker }: Context, instance: Pick<Instance, 'id' | 'slug'>): Promise<Found> {
  const end = ending(instance.id)
  const database = (await account.databases()).find(({ name }) => name.startsWith(`${prefix}-`) && name.endsWith(end))
  const resource = database?.name ?? resourceName(prefix, instance)
  const [bucket, secrets] = await Promise.all([account.hasBucket(resource), account.secrets(resource)])
  return { names: { resource, configWorker }, databaseId: database?.uuid ?? null, bucket, secrets }
}

const missingSecrets = ({ secrets }: Found) => Object.keys(SECRETS).filter((name) => !secrets?.includes(name))
const configuration = (
  context: Context,
  instance: Pick<Instance, 'id'>,
  { names, databaseId }: Found,
  domains: readonly string[],
): Unstable_RawConfig =>
  configurationOf({
    instanceId: instance.id,
    names,
    databaseId: databaseId ?? NO_ID,
    version: context.version,
    domains,
  })

/**
 * Returns the custom domains that the deployment must name. Without `--domain`, these are the domains that the Worker already has, because
 * a deployment removes every domain that it does not name.
 */
async function domainsFor({ account, domain }: Context, { names, secrets }: Found): Promise<string[]> {
  if (domain !== null) return [domain]
  return secrets === null ? [] : account.domains(names.resource)
}

/** Prints the configuration and what `deploy` would do. Changes nothing. */
export async function plan(context: Context, instance: Instance): Promise<void> {
  const { say } = context
  const found = await find(context, instance)
  const { resource } = found.names
  const missing = missingSecrets(found)
  const steps = [
    found.databaseId === null ? `create the D1 database ${resource}` : null,
    found.bucket ? null : `create the R2 bucket ${resource}`,
    `apply the migrations that ${resource} lacks`,
    missing.length === 0 ? null : `make the secrets ${missing.join(' and ')}`,
    `${found.secrets === null ? 'deploy' : 'upgrade'} the Worker ${resource} to version ${context.version}, for the instance ${instance.id} alone`,
    `wait until its health is ok`,
    `set worker_url of the instance ${instance.slug} to its address${instance.worker_url === null ? '' : ` (now ${instance.worker_url})`}`,
  ].filter((step) => step !== null)
  say(`${instance.slug} (${instance.id})`)
  for (const [index, step] of steps.entries()) say(`  ${index + 1}. ${step}`)
  say(JSON.stringify(configuration(context, instance, found, await domainsFor(context, found)), null, 2))
}

/**
 * Makes or upgrades the Worker of an instance. If the new version of an existing Worker is not healthy, the previous version is restored.
 * Throws the reason of a failure. A failure removes nothing that was made, so the same command can be run again and continues from there.
 */
export async function deploy(context: Context, instance: Instance): Promise<void> {
  const { account, platform, version, say } = context
  const found = await find(context, instance)
  const { resource } = found.names
  if (found.databaseId === null) {
    found.databaseId = await account.createDatabase(resource)
    say(`${instance.slug}: created the D1 database ${resource}`)
  }
  if (!found.bucket) {
    await account.createBucket(resource)
    say(`${instance.slug}: created the R2 bucket ${resource}`)
  }
  const settings = configuration(context, instance, found, await domainsFor(context, found))
  // The migrations are applied before the Worker is deployed, so that the new version finds the tables that it needs.
  await account.migrate(settings)
  say(`${instance.slug}: the database has all tables`)
  const secrets = Object.fromEntries(missingSecrets(found).map((name) => [name, SECRETS[name]!()]))
  const before = found.secrets === null ? null : await account.servingVersion(resource)
  const told = await account.deploy(settings, secrets)
  // With `--domain`, the Worker gets a new address, so the stored address is out of date.
  const url = context.url ?? (context.domain === null ? instance.worker_url : null) ?? told
  say(`${instance.slug}: deployed ${version} to ${url}`)
  try {
    await waitForHealth(url, {
      instanceId: instance.id,
      version,
      withinMs: context.healthMs,
      onDelay: (fault) => say(`${instance.slug}: still waiting: ${fault}`),
    })
  } catch (error) {
    if (before !== null) {
      await account.rollBack(resource, before)
      say(`${instance.slug}: the version before serves again`)
    }
    throw error
  }
  await platform.setWorkerUrl(instance.id, url)
  say(`${instance.slug}: healthy, and known to the platform as its Worker`)
}

export interface Upgraded {
  done: string[]
  /** Slug and reason of each instance whose upgrade failed. */
  failed: [string, string][]
  /** Slugs of the instances that were not upgraded, because the upgrade of the first instance failed. */
  left: string[]
}

/**
 * Upgrades every instance that has a Worker. The first one is upgraded alone; the others follow only if it is healthy. If the upgrade of
 * one of the others fails, the upgrades of the instances after it go on.
 */
export async function deployAll(context: Context, instances: readonly Instance[]): Promise<Upgraded> {
  const result: Upgraded = { done: [], failed: [], left: [] }
  const fleet = instances.filter(({ worker_url }) => worker_url !== null)
  for (const [index, instance] of fleet.entries()) {
    try {
      await deploy(context, instance)
      result.done.push(instance.slug)
    } catch (error) {
      result.failed.push([instance.slug, (error as Error).message])
      context.say(`${instance.slug}: FAILED: ${(error as Error).message}`)
      if (index === 0) {
        result.left = fleet.slice(1).map(({ slug }) => slug)
        break
      }
    }
  }
  return result
}

/**
 * Copies an instance's pictures and records from a shared Worker to the instance's own Worker. Throws if the instance has no Worker of its
 * own. Also throws if the shared Worker's bucket lacks a picture that its database lists, or has the picture with other bytes.
 */
export async function move(context: Context, instance: Instance, from: Store): Promise<void> {
  const { names, databaseId, bucket } = await find(context, instance)
  const { resource } = names
  if (databaseId === null || !bucket) throw new Error(`${instance.slug} has no Worker of its own yet. Run deploy first.`)
  if (from.database === resource || from.bucket === resource)
    throw new Error('The source is the database or bucket of the instance itself.')
  context.say(`${instance.slug}: copying from ${from.bucket} and ${from.database} to ${resource}`)
  const { pictures, records } = await moveData(from, { database: resource, bucket: resource }, instance.id, context.say)
  context.say(
    `${instance.slug}: ${pictures} pictures and ${records} records copied and verified. The source still has them, for links that were given out`,
  )
}

/**
 * Returns the message that no instance of the organization has a dedicated Worker. The command has looked only at this organization, so the
 * message names it.
 */
export function noWorkerIn({ id, name }: Organization): string {
  return `There is no dedicated Worker in the organization ${name} (${id}). See --organization for another one.`
}

/**
 * Prints one line for each instance. If the instance has a Worker, the line says what the Worker's health check returns, and which version
 * the Worker last reported to the config service. Returns false if a Worker is not healthy, serves another instance, runs another version
 * than `version`, or has last reported a version that is too old or too new for the config service (`unsupported`).
 */
export async function status({ version, say }: Context, instances: readonly Instance[]): Promise<boolean> {
  let sound = true
  // All Workers are asked at the same time, because one that does not respond takes seconds.
  const healths = await Promise.all(instances.map(async ({ worker_url: url }) => (url === null ? null : healthOf(url))))
  for (const [index, { slug, id, worker_url: url, worker }] of instances.entries()) {
    if (url === null) {
      say(`${slug}\t${id}\tno Worker of its own`)
      continue
    }
    const answer = healths[index]!
    const { health } = answer
    const other = health === null ? null : otherInstance(url, health, id)
    const state = health === null ? answer.fault : health.status
    const skew = health === null || health.version === version ? '' : `, not ${version}`
    const reported = worker === null ? 'never reported' : `reported ${worker.version} at ${worker.seen_at}`
    say(`${slug}\t${id}\t${url}\t${state}\t${health?.version ?? 'version unknown'}${skew}\t${reported}`)
    if (other !== null) say(`  WARNING: ${other}. Deploy this instance again with --url and the address of its own Worker.`)
    const warning = worker === null ? null : WARNINGS[worker.skew]
    if (warning !== null) say(`  WARNING: release ${worker!.release} ${warning}`)
    sound &&= health?.status === 'ok' && other === null && skew === '' && worker?.skew !== 'unsupported'
  }
  return sound
}

const WARNINGS: Record<NonNullable<Instance['worker']>['skew'], string | null> = {
  none: null,
  supported: 'is one release away from the config service. Both work together; finish the upgrade with `deploy --all`.',
  unsupported: 'is more than one release away from the config service, which is not tested. Deploy this Worker again now.',
}

/**
 * The instance whose Worker, database and bucket `destroy` deletes. If `isDeleted` is true, the platform itself no longer has the instance,
 * and `worker_url` is null.
 */
export type Doomed = Pick<Instance, 'id' | 'slug' | 'worker_url'> & { isDeleted: boolean }

export interface DestroyOptions {
  keepData: boolean
  /** Asks a person whether `destroy` may delete what `question` names. */
  confirm: (question: string) => Promise<boolean>
}

/**
 * Deletes the instance's Worker, and its database and bucket unless `keepData` is set. Throws and deletes nothing if `confirm` returns
 * false, or if `keepData` is not set and the database lists pictures. If nothing is left to delete, says so and does not ask. After the
 * deletion a shared Worker may serve the instance again.
 */
export async function destroy(context: Context, instance: Doomed, { keepData, confirm }: DestroyOptions): Promise<void> {
  const { account, platform, say } = context
  const found = await find(context, instance)
  const { resource } = found.names
  // `find` uses the database's name as the name of the Worker and the bucket. Without the database, `find` would have to make this name
  // from the slug, but the platform does not know the slug of a deleted instance. So the database is deleted last. If the database is gone,
  // the Worker and the bucket are gone, too.
  const isEmpty = found.secrets === null && (keepData || (!found.bucket && found.databaseId === null))
  const nothing = `the account has no ${keepData ? 'Worker' : 'Worker, database or bucket'} ${context.prefix}-…${ending(instance.id)}`
  if (isEmpty && instance.worker_url === null) {
    say(`${instance.slug}: ${nothing}, so there is nothing to delete`)
    return
  }
  if (!keepData) await requireNoPictures(context, instance, found)
  // The database lists no picture here, but the bucket may still have objects: previews, and pictures that a restored database does not
  // list because they are newer.
  const objects = keepData || !found.bucket ? [] : await account.objects(resource)
  const question = isEmpty
    ? `Remove its address ${instance.worker_url} from the instance ${named(instance)}? Under this prefix, ${nothing}.`
    : deletionQuestion(instance, resource, keepData, objects.length)
  if (!(await confirm(question))) throw new Error('Nothing was deleted.')
  await deleteFound(context, instance, found, objects, keepData)
  // The instance's `worker_url` is removed last. If the deletion breaks off, `worker_url` still shows that something of the Worker may be
  // left.
  if (!instance.isDeleted) await platform.setWorkerUrl(instance.id, null)
}

/** Deletes what `destroy` has found. The objects go first: if the bucket cannot be emptied, everything else is still there. */
async function deleteFound(
  { account, say }: Context,
  { slug }: Doomed,
  { names: { resource }, databaseId, bucket, secrets }: Found,
  objects: readonly string[],
  keepData: boolean,
): Promise<void> {
  if (objects.length > 0) {
    await account.deleteObjects(resource, objects)
    say(`${slug}: deleted ${counted(objects.length, 'object')} of the R2 bucket ${resource} that no row named`)
  }
  if (secrets !== null) {
    await account.deleteWorker(resource)
    say(`${slug}: deleted the Worker ${resource}`)
  }
  if (keepData) return
  if (bucket) {
    await account.deleteBucket(resource)
    say(`${slug}: deleted the R2 bucket ${resource}`)
  }
  if (databaseId !== null) {
    await account.deleteDatabase(resource)
    say(`${slug}: deleted the D1 database ${resource}`)
  }
}

const named = ({ id, slug, isDeleted }: Doomed) => (isDeleted ? `${id}, which the platform does not have any more` : `${slug} (${id})`)

function deletionQuestion(instance: Doomed, resource: string, keepData: boolean, objects: number): string {
  if (keepData)
    return `Delete the Worker ${resource} of the instance ${named(instance)}? Apps that call it get no answer any more, and links that were given out end. Its database and bucket stay.`
  const unnamed = objects === 0 ? '' : ` The bucket has ${counted(objects, 'object')} that no row of the database names.`
  return `Delete the Worker, the database and the bucket ${resource} of the instance ${named(instance)}?${unnamed} There is no way back.`
}

/** Throws if the instance's database lists pictures. */
async function requireNoPictures(context: Context, instance: Doomed, found: Found): Promise<void> {
  if (found.databaseId === null) return
  const settings = configuration(context, instance, found, [])
  // The migrations make the table `assets`, so that its rows can be counted even in a database that was never used.
  await context.account.migrate(settings)
  const pictures = await context.account.count(settings, 'select count(*) as count from assets')
  if (pictures === 0) return
  const remedy = instance.isDeleted
    ? 'Its Worker deletes them within two days after the instance was deleted. Repeat the command then'
    : `${found.secrets === null ? 'It has no Worker any more: deploy it again, and delete' : 'Delete'} them first (DELETE /v1/assets/{id}, or a retention of one day)`
  throw new Error(`${instance.slug} has ${counted(pictures, 'picture')}. ${remedy}, or keep database and bucket with --keep-data.`)
}
