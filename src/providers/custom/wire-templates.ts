// Checks a definition's templates: that the placeholders exist, and that a request does not contain too many copies of pictures. Pure.
import type { Json } from '../../shared/json.ts'
import { eachIn, formOf, MASK_PLACEHOLDERS, PLACEHOLDERS, placeholdersIn, usesIn, WHOLE_PICTURES } from './template.ts'
import type { TemplateFault } from './wire-forms.ts'
import type { PollDefinition, RequestDefinition, UploadDefinition } from './wire-parts.ts'

const MOST_INPUTS = 16
/** The maximum number of pictures that a request inserts with `$each` and `$input`. A picture that is inserted twice counts twice. */
const MOST_COPIES = 32

interface Templates {
  options: Record<string, unknown>
  upload?: UploadDefinition | undefined
  request: RequestDefinition
  poll: PollDefinition | null
  by_operation: { [operation: string]: { request?: RequestDefinition | undefined; poll?: PollDefinition | null | undefined } }
}

/** Returns the faults of the placeholders in a definition's templates and paths. */
export function faultsOfTemplates({ options, upload, request, poll, by_operation: byOperation }: Templates): TemplateFault[] {
  const requests: [(string | number)[], RequestDefinition][] = [
    [['request'], request],
    ...Object.entries(byOperation).flatMap(([operation, own]) =>
      own.request === undefined ? [] : [[['by_operation', operation, 'request'], own.request] as [string[], RequestDefinition]],
    ),
  ]
  const polls: [(string | number)[], PollDefinition][] = [
    ...(poll === null ? [] : [[['poll'], poll] as [string[], PollDefinition]]),
    ...Object.entries(byOperation).flatMap(([operation, own]) =>
      own.poll === undefined || own.poll === null ? [] : [[['by_operation', operation, 'poll'], own.poll] as [string[], PollDefinition]],
    ),
  ]
  const used = new Set(requests.flatMap(([, each]) => placeholdersIn(each.body)))
  return [
    ...requests.flatMap(([path, each]) => faultsOfRequest(each, path, Object.keys(options), upload !== undefined)),
    ...polls.flatMap(([path, { path: at, cancel }]) => [
      ...faultsOfPath(at ?? '', [...path, 'path'], ['id', 'model', 'uuid']),
      ...faultsOfPath(cancel?.path ?? '', [...path, 'cancel', 'path'], ['id', 'model', 'uuid']),
    ]),
    ...(upload === undefined ? [] : faultsOfUpload(upload)),
    ...Object.keys(options).flatMap((name) =>
      used.has(`option.${name}`) ? [] : [{ path: ['options', name], message: `is sent nowhere: put {{option.${name}}} into a request` }],
    ),
  ]
}

function faultsOfRequest(
  { path: at, body, encoding }: RequestDefinition,
  path: (string | number)[],
  options: string[],
  uploads: boolean,
): TemplateFault[] {
  // An old definition may have `{{id}}` in the path of a request, so `{{id}}` is no fault here. `claimsOfProvider` reports it when the
  // definition is saved again.
  const faults = faultsOfPath(at, [...path, 'path'], ['model', 'id'])
  const fault = (message: string) => faults.push({ path: [...path, 'body'], message })
  const uses = usesIn(body)
  for (const name of new Set(uses.map((use) => use.name))) {
    if (name.startsWith('option.') ? options.includes(name.slice('option.'.length)) : PLACEHOLDERS.has(name)) continue
    fault(
      name.startsWith('option.')
        ? `{{${name}}} is not declared; ${options.length === 0 ? 'declare it in options' : `options has ${options.join(', ')}`}`
        : `{{${name}}} is not a placeholder; use one of ${[...PLACEHOLDERS].join(', ')}, or option.NAME of options`,
    )
  }
  for (const name of [...WHOLE_PICTURES, ...MASK_PLACEHOLDERS])
    if (mostAtOnce(body, name) > 1) fault(`{{${name}}} may be there once, and once in each $each or $input`)
  const copies = eachIn(body).reduce((sum, { take }) => sum + (take ?? MOST_INPUTS), 0)
  if (copies > MOST_COPIES) fault(`sends more than ${MOST_COPIES} pictures: give $each a take`)
  for (const { name, whole } of uses) {
    if (!name.endsWith('_file')) continue
    if (encoding !== 'multipart') fault(`{{${name}}} is a part of a form: set encoding to multipart`)
    else if (!whole) fault(`{{${name}}} must be a member's whole value`)
  }
  if (!uploads && uses.some(({ name }) => name.endsWith('_uploaded'))) fault('{{image_uploaded}} needs upload in the definition')
  const isObject = body !== null && typeof body === 'object' && !Array.isArray(body) && formOf(body) === null
  if (encoding === 'multipart' && !isObject) fault('must be an object: each member is a part of the form')
  return faults
}

/**
 * Counts the uses of a placeholder in a template. Inside each `$each` or `$input`, one use is not counted, but every further use is. The
 * placeholders for a whole picture and for a mask may be used once in the template, and in addition once inside each `$each` and `$input`.
 * So for these two placeholders, a result greater than 1 is a fault. Of the two branches of an `$if`, only the branch with more uses is
 * counted, because a request gets only one of the branches.
 */
function mostAtOnce(template: Json, name: string): number {
  if (typeof template === 'string') return placeholdersIn(template).filter((each) => each === name).length
  if (template === null || typeof template !== 'object') return 0
  const form = formOf(template)
  if (form?.kind === 'if') return Math.max(...[form.holding, form.otherwise].map((each) => mostAtOnce(each ?? null, name)))
  if (form?.kind === 'each') return Math.max(0, mostAtOnce(form.item, name) - 1)
  return Object.entries(template).reduce(
    (sum, [key, inner]) => sum + (Array.isArray(template) ? 0 : mostAtOnce(key, name)) + mostAtOnce(inner, name),
    0,
  )
}

function faultsOfPath(text: string, path: (string | number)[], allowed: string[]): TemplateFault[] {
  return placeholdersIn(text)
    .filter((name) => !allowed.includes(name))
    .map((name) => ({
      path,
      message: `has {{${name}}}: the path of a request may have {{model}}, those of poll and cancel {{id}}, {{uuid}} and {{model}}`,
    }))
}

/** Checks the templates of an upload. They can use the picture, `uuid` and `generation_id`, but nothing else of the request. */
function faultsOfUpload({ path: at, body, encoding }: UploadDefinition): TemplateFault[] {
  const allowed = ['image_base64', 'image_data_url', 'image_file', 'image_type', 'image_width', 'image_height', 'uuid', 'generation_id']
  const names = [...new Set(placeholdersIn(body))]
  return [
    ...faultsOfPath(at, ['upload', 'path'], []),
    ...names
      .filter((name) => !allowed.includes(name))
      .map((name) => ({ path: ['upload', 'body'], message: `has {{${name}}}; an upload knows ${allowed.join(', ')}` })),
    ...(names.includes('image_file') && encoding !== 'multipart'
      ? [{ path: ['upload', 'body'], message: '{{image_file}} is a part of a form: set encoding to multipart' }]
      : []),
  ]
}
