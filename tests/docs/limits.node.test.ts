// Tests that docs/api/limits.md states the numbers that are in force. For each row of its tables, this file names the lines of the code or
// of the contract that hold the row's numbers. Whoever changes such a line must change the row, and then the line here.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const textOf = (file: string) => readFileSync(join(root, file), 'utf8')

/** `[what the row says, file, the text of that file that holds the number]` */
type Number = [said: string, file: string, source: string]

const BODY = 'src/contract/body.ts'
const CONTRACT = 'openapi/generation.yaml'
const CONFIG_CONTRACT = 'openapi/config.yaml'
const REGISTRATION = 'src/config-service/connected-apps/register-client.ts'
const STREAMS = 'src/generation-service/events/open-streams.ts'
const BODIES = 'src/contract/body-memory.ts'
const MEMORY = 'src/generation-service/assets/memory.ts'
const STARTS = 'src/shared/fair-starts.ts'
const UPLOAD = 'src/generation-service/assets/upload.ts'
const JPEG = 'src/pictures/codecs/jpeg-decode.ts'
const UPRIGHT = 'src/pictures/upright-copy.ts'
const ROOM = 'src/config-service/keys/room.ts'
const QUOTA = 'src/generation-service/assets/quota.ts'
const SESSIONS = 'src/config-service/sessions/create-session.ts'
const WRITES = 'src/config-service/http/write-rates.ts'
const PACES = 'src/rate-limiter/core/paces.ts'

/** The rows by how they begin. An empty list stands for a row without a number of its own. */
const ROWS: Record<string, Number[]> = {
  'JSON body |': [['4 MB', BODY, 'MAX_JSON_BYTES = 4 * 1024 * 1024']],
  'JSON body of an upload': [['28 MB', BODY, 'MAX_UPLOAD_BYTES = 28 * 1024 * 1024']],
  form: [['32 MB', BODY, 'MAX_MULTIPART_BYTES = 32 * 1024 * 1024']],
  'picture that you send': [
    ['20 MB', UPLOAD, 'MAX_UPLOAD_BYTES = 20 * 1024 * 1024'],
    ['40 megapixels', 'src/pictures/inspect.ts', 'MAX_PIXELS = 40_000_000'],
  ],
  'pictures of one edit': [['16,', CONTRACT, '          maxItems: 16\n']],
  'prompt |': [['32,000', CONTRACT, '          maxLength: 32000\n']],
  '`provider_options`': [['65,536', 'src/generation-service/plan/plan.ts', 'MAX_PROVIDER_OPTIONS_LENGTH = 64 * 1024\n']],
  'a request, with its texts': [['850,000', 'src/generation-service/admission/plan-for.ts', 'MAX_PLAN_LENGTH = 850_000']],
  'wait for a result (`Prefer: wait=`)': [
    ['300 s', 'src/generation-service/http/prefer.ts', 'LONGEST_WAIT_SECONDS = 300\n'],
    ['120 s', 'src/generation-service/generations/generate.ts', 'DEFAULT_WAIT_MS = 120_000'],
  ],
  'wait for a result of': [
    ['620 s', 'src/generation-service/openai/start.ts', 'LONGEST_WAIT_MS = 620_000'],
    ['10 minutes', 'src/generation-service/admission/plan-for.ts', 'DEFAULT_DEADLINE_MS = 600_000'],
  ],
  '`deadline_ms`': [
    ['1 s to', CONTRACT, '          minimum: 1000\n'],
    ['1 hour', CONTRACT, '          maximum: 3600000\n'],
    ['10 minutes', 'src/generation-service/admission/plan-for.ts', 'DEFAULT_DEADLINE_MS = 600_000'],
  ],
  'entries on a page': [['100; 20 if left out', 'openapi/common.yaml', 'maximum: 100, default: 20']],
  'span of a usage report': [
    ['366 days by day', 'src/config-service/usage/range.ts', 'day: 366 * DAY_MS'],
    ['31 days by hour', 'src/config-service/usage/range.ts', 'hour: 31 * DAY_MS'],
  ],
  'message to': [['512 KB', 'src/generation-service/mcp/endpoint.ts', 'MOST_BODY_BYTES = 512 * 1024']],
  'body of an OAuth': [['16 KiB', CONFIG_CONTRACT, 'x-max-body-bytes: 16384']],
  "body of a provider's callback": [['1 MiB', CONTRACT, 'x-max-body-bytes: 1048576']],
  'requests, images and money': [],
  'requests that upload pictures': [['1,200 a minute for an instance, 300 at once', PACES, 'upload: makeRate(1200, 60, 300)']],
  'pictures fetched by address': [['300 a minute for an instance, 100 at once', PACES, 'fetch: makeRate(300, 60, 100)']],
  'the speed at which': [
    ['32 KiB a second on average, after 5 s', UPLOAD, 'bytesPerSecond: 32 * 1024, graceMs: 5000'],
    ['60 s in all', UPLOAD, 'TIMEOUT_MS = 60_000'],
  ],
  'changes of configuration by one user': [
    ['viewer 30, developer 60, admin 600, superadmin 3,000', WRITES, 'superadmin: 3000, admin: 600, developer: 60, viewer: 30'],
    ['a project key 60', WRITES, 'OF_PROJECT_KEY = 60\n'],
  ],
  'changes of configuration in one organization': [['1,200 a minute', WRITES, 'OF_ORGANIZATION = 1200']],
  'sign-ins with one valid key': [['20 a minute', SESSIONS, 'SIGN_INS = { most: 20, windowMs: MINUTE_MS }']],
  'registrations of': [
    ['60 an hour from one IPv4 address', REGISTRATION, 'MOST_OF_ADDRESS = 60\n'],
    ['300 from an IPv4 /24', REGISTRATION, 'MOST_OF_CUSTOMER = 300\n'],
    ['1,000 from an IPv4 /16', REGISTRATION, 'MOST_OF_PROVIDER = 1000\n'],
    ['3,000 for all', REGISTRATION, 'MOST_OF_ALL = 3000\n'],
    ['6,000 unused', REGISTRATION, 'MOST_UNUSED_CLIENTS = 2 * MOST_OF_ALL'],
  ],
  'access tokens of one': [['60 an hour', 'src/config-service/connected-apps/issue-token.ts', 'MOST_OF_GRANT = 60\n']],
  'metadata documents of OAuth': [['60 an hour', 'src/config-service/connected-apps/clients.ts', 'MOST_FETCHES = 60\n']],
  'tries to set up': [
    ['5 in', 'src/config-service/setup/set-up.ts', 'MAX_ATTEMPTS = 5\n'],
    ['10 minutes', 'src/config-service/setup/set-up.ts', 'WINDOW_MS = 10 * 60_000'],
  ],
  'failed sign-ins': [['10 in 15 minutes', SESSIONS, 'FAILURES = { most: 10, windowMs: 15 * MINUTE_MS }']],
  'streams of any kind': [
    ['100 for a key', STREAMS, 'MOST_STREAMS_PER_KEY = 100\n'],
    ['300 for an instance', STREAMS, 'MOST_STREAMS_PER_INSTANCE = 300\n'],
  ],
  'memory for request bodies': [
    ['64 KiB', BODIES, 'SMALL_BYTES = 64 * 1024'],
    ['48 MiB', BODIES, 'CAPACITY_BYTES = 48 * MIB'],
    ['32 MiB', BODIES, 'SHARE_BYTES = 32 * MIB'],
    ['5 s', BODIES, 'WAIT_MS = 5000'],
  ],
  'time for a request body': [['300 s', BODIES, 'ARRIVAL_MS = 5 * 60_000']],
  'memory for pictures of unknown length': [
    ['30 MiB', MEMORY, 'pictureMemory = new FairBudget({ capacity: 30 * MIB'],
    ['20 MiB', MEMORY, 'pictureMemory = new FairBudget({ capacity: 30 * MIB, share: 20 * MIB'],
  ],
  "memory for providers' answers": [
    ['30 MiB', MEMORY, 'answerMemory = new FairBudget({ capacity: 30 * MIB'],
    ['24 MiB', MEMORY, 'answerMemory = new FairBudget({ capacity: 30 * MIB, share: 24 * MIB'],
  ],
  'CPU for pictures': [['2 ms', 'src/shared/slices.ts', 'UNITS_OF_SLICE = 6000\nconst UNITS_PER_MS = 3000']],
  'the start of a request': [
    ['250 ms', STARTS, 'LONGEST_PAUSE_MS = 250\n'],
    ['5 s', STARTS, 'LONGEST_WAIT_MS = 5000\n'],
  ],
  'requests that wait to be admitted': [['1,000', 'src/rate-limiter/client.ts', 'MOST_WAITING = 1000\n']],
  'mask of': [
    ['16.7 megapixels', 'src/pictures/mask.ts', 'MAX_MASK_PIXELS = 4096 * 4096'],
    ['16,384 pixels an edge', 'src/pictures/mask.ts', 'MAX_MASK_EDGE = 16_384'],
  ],
  'JPEG that the platform decodes': [
    ['100 scans', JPEG, 'MAX_SCANS = 100\n'],
    ['1,000 tables', JPEG, 'MAX_TABLES = 1000\n'],
    ['8 times on average', JPEG, 'MAX_VISITS = 8\n'],
  ],
  'photo that the platform rotates': [
    ['26 megapixels', UPRIGHT, 'MAX_JPEG_PIXELS = 26_000_000'],
    ['8.4', UPRIGHT, 'MAX_PNG_PIXELS = 8_400_000'],
  ],
  'pixels of one call': [['8,388,608', 'src/providers/sketch/models.ts', 'MAX_CALL_PIXELS = 8_388_608']],
  'widths of a thumbnail': [
    ['64, 128, 256, 512, 1024, 2048', 'src/generation-service/delivery/thumbnail.ts', 'THUMBNAIL_WIDTHS = [64, 128, 256, 512, 1024, 2048]'],
  ],
  'active keys': [
    ['50 of a user', ROOM, 'MOST_OF_USER = 50\n'],
    ['200 of a project', ROOM, 'MOST_OF_PROJECT = 200\n'],
    ['2,000 of an instance', ROOM, 'MOST_OF_INSTANCE = 2000\n'],
    ['exceed this by 50', 'src/config-service/keys/rotate-key.ts', 'ROTATIONS = 50\n'],
  ],
  'uploads that no generation': [
    ['1,000 and', QUOTA, 'MOST_UNUSED = 1000\n'],
    ['5 GB', QUOTA, 'MOST_UNUSED_BYTES = 5 * 1024 * 1024 * 1024'],
    ['7 days', QUOTA, 'UNUSED_KEPT_MS = 7 * 86_400_000'],
  ],
  'limits of an instance': [
    ['100', CONFIG_CONTRACT, "limits: { type: array, maxItems: 100, items: { $ref: '#/components/schemas/Limit' } }"],
  ],
  'connections of an instance': [['100', 'src/config-service/credentials/put-credential.ts', 'MOST_CONNECTIONS = 100\n']],
  'webhook endpoints': [['20', 'src/config-service/webhooks/require-webhook.ts', 'MOST_WEBHOOKS = 20\n']],
  'generations of one job host': [['10,000', 'src/generation-service/job/courier.ts', 'MOST_WAITING = 10_000\n']],
  'a field of a credential': [['65,536', CONFIG_CONTRACT, 'additionalProperties: { type: string, minLength: 1, maxLength: 65536 }']],
  'alerts of an instance': [
    ['1,000', 'src/config-service/db/alerts.ts', 'MOST_ALERTS = 1000\n'],
    ['90 days', 'src/config-service/db/alerts.ts', 'ALERTS_KEPT_MS = 90 * 86_400_000'],
  ],
  'blocked terms': [
    [
      '500 of at most 100 characters',
      CONFIG_CONTRACT,
      'blocked_terms: { type: array, maxItems: 500, items: { type: string, minLength: 1, maxLength: 100 }',
    ],
    ['10,000', 'src/config-service/instances/settings.ts', 'MAX_TERM_CHARACTERS = 10_000'],
  ],
}

const rows = [...textOf('docs/api/limits.md').matchAll(/^\| (?!what \|)(.*) \|$/gm)].map(([, row]) => row!)
const beginnings = Object.entries(ROWS)

test('each row of the page has its numbers here, and each entry here its row', () => {
  const entriesOf = (row: string) => beginnings.filter(([beginning]) => row.startsWith(beginning)).map(([beginning]) => beginning)
  expect(rows.filter((row) => entriesOf(row).length !== 1).map((row) => [row, entriesOf(row)])).toEqual([])
  expect(rows).toHaveLength(beginnings.length)
})

test.each(beginnings)('the row "%s" states what is in force', (beginning, numbers) => {
  const row = rows.find((each) => each.startsWith(beginning))
  for (const [said, file, source] of numbers) {
    expect(row).toContain(said)
    expect(textOf(file), `${file} for "${said}"`).toContain(source)
  }
})
