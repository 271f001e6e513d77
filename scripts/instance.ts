// `npm run instance -- plan|deploy|status|move-data|destroy <slug>|--all`: manages the dedicated Worker of an instance.
// docs/deployment/instances.md explains it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Account } from './instance/account.ts'
import { type Context, deploy, deployAll, destroy, type Doomed, move, noWorkerIn, plan, status } from './instance/commands.ts'
import { type Instance, Platform } from './instance/platform.ts'
import { agrees } from './local/ask.ts'
import { installAndBuild } from './local/install.mjs'
import { versionOfTree } from './local/version.mjs'

const HELP = `npm run instance -- plan <slug>                      what deploy would do, and its configuration; changes nothing
npm run instance -- deploy <slug> [--url https://…]  gives the instance a Worker of its own, or upgrades it
npm run instance -- deploy --all                     upgrades every dedicated Worker of the organization: one first, then the rest
npm run instance -- status [<slug>]                  health and version of each
npm run instance -- move-data <slug>                 copies its pictures and records from a shared Worker, after deploy
npm run instance -- destroy <slug> [--keep-data]     removes it, after a question (--yes); refuses while there are pictures

<slug> is the slug or the id of the instance. Options: --organization <id>, --prefix <text> (multi-agent-system), --config-worker <name>
(multi-agent-system-config), --from-db <name> (data), --from-bucket <name> (images), --domain <name> (one instance alone).
Environment: PLATFORM_URL and PLATFORM_ADMIN_KEY for the config API; CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID for Cloudflare.`

/** Reads the command line and runs the command. Returns whether the command succeeded. */
async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      organization: { type: 'string' },
      prefix: { type: 'string', default: 'multi-agent-system' },
      'config-worker': { type: 'string', default: 'multi-agent-system-config' },
      domain: { type: 'string' },
      url: { type: 'string' },
      version: { type: 'string' },
      'health-seconds': { type: 'string', default: '120' },
      'keep-data': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      'from-db': { type: 'string', default: 'data' },
      'from-bucket': { type: 'string', default: 'images' },
      help: { type: 'boolean', default: false },
    },
  })
  const [command, name] = positionals
  const { PLATFORM_URL: url, PLATFORM_ADMIN_KEY: key } = process.env
  const one = command === 'plan' || command === 'destroy' || command === 'move-data' || (command === 'deploy' && !values.all)
  if (values.help || !['plan', 'deploy', 'status', 'move-data', 'destroy'].includes(command ?? '') || (one && name === undefined)) {
    console.log(HELP)
    return values.help
  }
  if (!url || !key) throw new Error(`PLATFORM_URL and PLATFORM_ADMIN_KEY must be set.\n\n${HELP}`)
  if (!/^https?:\/\//.test(url) || !URL.canParse(url))
    throw new Error(`PLATFORM_URL is "${url}". It is an address that begins with https:// or http://, such as https://config.example.com.`)
  if (values.all && (values.url !== undefined || values.domain !== undefined))
    throw new Error('--url and --domain are of one instance, so they do not go with --all.')
  const healthSeconds = Number(values['health-seconds'])
  if (!(healthSeconds > 0 && healthSeconds <= 3600)) throw new Error('--health-seconds is a number above 0 and at most 3600.')
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(values.prefix)) throw new Error('--prefix has 1 to 31 lower-case letters, digits and hyphens.')

  const folder = mkdtempSync(join(tmpdir(), 'instance-'))
  try {
    const platform = new Platform(url, key)
    const context: Context = {
      account: new Account(folder),
      platform,
      version: values.version ?? versionOfTree(),
      prefix: values.prefix,
      configWorker: values['config-worker'],
      domain: values.domain ?? null,
      url: values.url?.replace(/\/+$/, '') ?? null,
      say: (line) => console.log(line),
      healthMs: healthSeconds * 1000,
    }
    const organization = values.organization ?? null
    if (command === 'status') return await (name === undefined ? statusOfAll(context, organization) : statusOf(context, name, organization))
    if (command === 'deploy') {
      await installAndBuild()
    }
    if (!one) {
      const instances = await platform.instances(organization)
      if (!instances.some(hasWorker)) throw new Error(noWorkerIn(await platform.organization(organization)))
      const { done, failed, left } = await deployAll(context, instances)
      console.log(`\n${done.length} run ${context.version}${done.length > 0 ? `: ${done.join(', ')}` : ''}`)
      for (const [slug, reason] of failed) console.log(`${slug} runs the version before: ${reason}`)
      if (left.length > 0) console.log(`Not tried, because the first one failed: ${left.join(', ')}`)
      return failed.length === 0
    }
    if (command === 'destroy') {
      const confirm = (question: string) => (values.yes ? Promise.resolve(true) : ask(question))
      await destroy(context, await doomed(platform, name!, organization), { keepData: values['keep-data'], confirm })
      return true
    }
    const instance = await platform.instance(name!, organization)
    if (command === 'plan') await plan(context, instance)
    else if (command === 'deploy') await deploy(context, instance)
    else await move(context, instance, { database: values['from-db'], bucket: values['from-bucket'] })
    return true
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const hasWorker = ({ worker_url: url }: Instance) => url !== null

async function statusOf(context: Context, name: string, organization: string | null): Promise<boolean> {
  return status(context, [await context.platform.instance(name, organization)])
}

/** Prints the organization, because without `--organization` the command line does not name it. Then prints its instances. */
async function statusOfAll(context: Context, organizationId: string | null): Promise<boolean> {
  const { platform, say } = context
  const [organization, instances] = await Promise.all([platform.organization(organizationId), platform.instances(organizationId)])
  say(`organization ${organization.name} (${organization.id})`)
  const isSound = await status(context, instances)
  if (!instances.some(hasWorker)) throw new Error(noWorkerIn(organization))
  return isSound
}

/** Finds the instance that `destroy` names. If the platform has already deleted the instance, only its id finds it, not its slug. */
async function doomed(platform: Platform, name: string, organization: string | null): Promise<Doomed> {
  if (name.startsWith('inst_') && (await platform.isGone(name))) return { id: name, slug: name, worker_url: null, isDeleted: true }
  return { ...(await platform.instance(name, organization)), isDeleted: false }
}

/** Returns whether a person agrees to `question`. Throws if nobody is at the terminal, so that a script deletes nothing by accident. */
async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new Error(`${question}\nNobody is here to answer. A script says --yes.`)
  return agrees(question)
}

try {
  if (!(await main())) process.exitCode = 1
} catch (error) {
  console.error((error as Error).message)
  process.exitCode = 1
}
