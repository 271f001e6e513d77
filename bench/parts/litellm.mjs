// LiteLLM's proxy, without a database.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { virtualEnvironment } from '../../tests/support/python.mjs'
import { upstreamUrl } from './systems.mjs'
import { MODEL } from './tenant.mjs'

/** The newest release whose proxy can be installed: later releases need packages that are not on PyPI (2026-11-29). */
const PACKAGE = 'litellm[proxy]==1.108.7'
const MASTER_KEY = 'sk-bench'

/** Installs the proxy if it is missing. Returns the command that starts it, its environment, and the headers that a request to it needs. */
export function litellm() {
  const programs = virtualEnvironment('bench/litellm', [PACKAGE])
  const command = [join(programs, 'litellm'), '--config', configFile(), '--num_workers', '1', '--host', '127.0.0.1', '--port']
  return {
    commandFor: (port) => [...command, String(port)],
    // The proxy gets only these environment variables. Others might name a database, a cache or a log, which the proxy would then use.
    env: {
      PATH: process.env.PATH,
      // Without this, the proxy fetches the list of prices from the internet.
      LITELLM_LOCAL_MODEL_COST_MAP: 'True',
      LITELLM_TELEMETRY_DISABLED: 'True',
      // In its default mode, the proxy would read the file .env of this repository.
      LITELLM_MODE: 'PRODUCTION',
    },
    headers: { authorization: `Bearer ${MASTER_KEY}` },
  }
}

/** Writes the configuration of the proxy as JSON, which is also valid YAML. Returns the path of the file. */
function configFile() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-litellm-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'config.yaml')
  const provider = { model: `openai/${MODEL}`, api_base: `${upstreamUrl}/v1`, api_key: 'sk-bench' }
  const config = {
    model_list: [{ model_name: MODEL, litellm_params: provider, model_info: { mode: 'image_generation' } }],
    general_settings: { master_key: MASTER_KEY },
    router_settings: { num_retries: 0 },
    // LiteLLM does not know the parameter `response_format` for this model. Without `drop_params`, LiteLLM refuses a request that has it.
    // With `drop_params`, LiteLLM removes it from the request.
    litellm_settings: { drop_params: true },
  }
  writeFileSync(file, JSON.stringify(config))
  return file
}
