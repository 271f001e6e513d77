// Classifies a provider's error by its code or, if the code is unknown, by its message. All adapters use this file, because many providers
// run the same models, and gateways pass on the errors of other providers. An adapter's own rules come first.
import type { Json } from '../shared/json.ts'
import type { FailureKind } from './provider.ts'

/** The kinds of error that can be recognized without knowing the provider. */
export const NAMED_KINDS = ['refused', 'bad_credential', 'no_credit', 'rate_limited'] as const satisfies readonly FailureKind[]
export type NamedKind = (typeof NAMED_KINDS)[number]

/** The known error codes of each kind. Case and punctuation are ignored when codes are compared. */
const CODES: Record<NamedKind, readonly string[]> = {
  refused: [
    'contentfilter',
    'contentfiltered',
    'contentpolicyviolation',
    'contentpolicy',
    'contentmoderated',
    'contentmoderation',
    'contentmoderationfailed',
    'contentviolation',
    'requestmoderated',
    'moderationblocked',
    'moderationfailed',
    'safetyviolation',
    'safetyfilter',
    'safetychecker',
    'safetyblocked',
    'responsibleaipolicyviolation',
    'prohibitedcontent',
    'imagesafety',
    'imageprohibitedcontent',
    'imagerecitation',
    'blocklist',
    'safety',
    'nsfw',
    'nsfwcontent',
    'nsfwcontentdetected',
    'bannedprompt',
    'sensitivecontent',
    'inappropriatecontent',
    'datainspectionfailed',
    'e005',
  ],
  bad_credential: [
    'invalidapikey',
    'incorrectapikey',
    'apikeyinvalid',
    'invalidauthentication',
    'invalidcredentials',
    'invalidtoken',
    'authenticationerror',
    'authenticationfailed',
    'unauthenticated',
    'unauthorized',
  ],
  no_credit: [
    'insufficientquota',
    'insufficientfunds',
    'insufficientcredit',
    'insufficientcredits',
    'insufficientbalance',
    'billinghardlimitreached',
    'billingnotactive',
    'paymentrequired',
  ],
  rate_limited: [
    'ratelimited',
    'ratelimit',
    'ratelimitexceeded',
    'toomanyrequests',
    'resourceexhausted',
    'queuefull',
    'queueisfull',
    'serveroverloaded',
    'overloadederror',
    'concurrencylimit',
    'inflightlimit',
  ],
}
const KIND_OF = new Map(Object.entries(CODES).flatMap(([kind, codes]) => codes.map((code) => [code, kind as NamedKind] as const)))

/**
 * Each pattern matches a statement such as “blocked by moderation”, not a single word. So an error about a setting such as
 * `safety_tolerance` does not count as a refusal.
 */
const WORDS: readonly [NamedKind, RegExp][] = [
  [
    'refused',
    new RegExp(
      [
        String.raw`\b(?:rejected|blocked|refused|filtered|flagged|declined|denied|stopped|moderated)\b.{0,60}\b(?:safety|moderation|content polic(?:y|ies)|content filter(?:s|ing)?|guidelines)\b`,
        String.raw`\b(?:violat\w*|against|breach\w*)\b.{0,60}\b(?:content|usage|safety|moderation|community)?\s*(?:polic(?:y|ies)|guidelines?|community standards)\b`,
        String.raw`\bflagged (?:as|by|for)\b`,
        String.raw`\b(?:did not|didn[’']t|does not|doesn[’']t|failed to|not) pass\w*\b.{0,40}\b(?:safety|moderation|content (?:filter|check|polic))`,
        String.raw`\bfailed\b.{0,20}\b(?:safety check|moderation|content check)`,
        String.raw`\b(?:nsfw|sexual|explicit|prohibited|sensitive|inappropriate|harmful|unsafe|disallowed|forbidden) (?:content|words?|prompt|material|image)\b`,
        String.raw`\bnsfw\b.{0,30}\b(?:detected|found|blocked|not allowed)\b`,
        String.raw`\b(?:banned|forbidden|prohibited) (?:prompt|words?)\b`,
        String.raw`\bcontent (?:is |was |has been )?(?:moderated|filtered|blocked|flagged)\b`,
        String.raw`\bcontent[_ ]policy[_ ]violation\b`,
      ].join('|'),
      'i',
    ),
  ],
  [
    'bad_credential',
    /\b(?:incorrect|invalid|wrong|missing|expired|revoked|unknown|malformed|bad)\b.{0,12}\b(?:api[ _-]?key|x-api-key|access token|auth(?:entication|orization)? token|credentials?)\b|\bapi[ _-]?key\b.{0,20}\b(?:is |was )?(?:not valid|invalid|incorrect|expired|revoked|missing|required)\b/i,
  ],
  [
    'no_credit',
    /\b(?:insufficient|not enough|no more|out of|exhausted)\b.{0,20}\b(?:funds?|credits?|balance|quota)\b|\b(?:balance|credits?)\b.{0,20}\b(?:exhausted|used up|too low)\b/i,
  ],
  [
    'rate_limited',
    /\bqueue\b.{0,10}\bfull\b|\btoo many\b.{0,20}\b(?:requests|jobs|tasks|pending)\b|\brate limit(?:ed| exceeded| reached)?\b|\b(?:server|service|model|system)\b.{0,10}\b(?:is |are )?(?:overloaded|too busy|at capacity)\b/i,
  ],
]
const MAX_WORDS = 2000
/** `CODE_NAMES`: the fields of an error that may hold its code. `ERROR_NAMES`: the fields of a body that may hold errors. */
const CODE_NAMES = [
  'code',
  'type',
  'error_code',
  'errorCode',
  'status',
  'reason',
  'blockReason',
  'block_reason',
  'finishReason',
  'error_type',
]
const ERROR_NAMES = ['error', 'errors', 'detail', 'innererror', 'inner_error', 'promptFeedback', 'data']

/**
 * Returns the kind of an error by its code; null if the code is unknown. Numbers count as unknown, because each provider uses them
 * differently.
 */
export function kindOfCode(code: unknown): NamedKind | null {
  if (typeof code !== 'string' || code.length > 100) return null
  return KIND_OF.get(code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')) ?? null
}

/** Returns the kind of an error by its message; null if the message matches no pattern. */
export function kindOfWords(words: string): NamedKind | null {
  const text = words.slice(0, MAX_WORDS)
  return WORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

/**
 * Classifies an error by its codes, else by its message. Codes of nested errors count too, because gateways wrap the error of the model's
 * server.
 * @param words the error's message.
 */
export function kindOfError(body: Json, words: string): NamedKind | null {
  return kindOfCodes(body, 0) ?? kindOfWords(words)
}

function kindOfCodes(body: Json, depth: number): NamedKind | null {
  if (body === null || typeof body !== 'object' || depth > 4) return null
  if (Array.isArray(body)) return firstKind(body.slice(0, 5), depth)
  for (const name of CODE_NAMES) {
    const kind = kindOfCode(body[name])
    if (kind !== null) return kind
  }
  return firstKind(
    ERROR_NAMES.map((name) => body[name] ?? null),
    depth,
  )
}

function firstKind(bodies: readonly Json[], depth: number): NamedKind | null {
  for (const each of bodies) {
    const kind = kindOfCodes(each, depth + 1)
    if (kind !== null) return kind
  }
  return null
}
