// Proposes rows of the catalogue from a schema that a provider has published. A person must confirm each row, because a schema contains no
// price, and because the texts in a schema may say things that this code cannot read. Pure.

type Node = Record<string, unknown>

export interface Proposal {
  /** The provider's name for the endpoint or model that the schema describes; null if the schema does not contain this name. */
  providerModel: string | null
  operations: string[]
  size: string
  pictures: { name: string; list: boolean; most: number | null; required: boolean } | null
  mask: { name: string; required: boolean } | null
  parameters: string[]
  formats: string[]
  maxImages: number
  maxPromptLength: number | null
  /**
   * Fields for which the catalogue has no parameter. A caller can pass them in `provider_options`. A person should check whether a field
   * needs a parameter of the catalogue.
   */
  others: string[]
}

const PICTURES = ['image_urls', 'image_input', 'input_images', 'images', 'image_url', 'input_image', 'image', 'image_b64', 'image_prompt']
const MASKS = ['mask_url', 'mask_image_url', 'mask_image', 'mask']
const COUNTS = ['num_images', 'num_outputs', 'n', 'max_images']
const FORMATS = ['output_format', 'format']
const PARAMETERS: Record<string, readonly string[]> = {
  negative_prompt: ['negative_prompt'],
  seed: ['seed'],
  strength: ['strength', 'image_prompt_strength', 'prompt_strength', 'image_weight'],
  guidance: ['guidance', 'guidance_scale', 'cfg_scale'],
  steps: ['steps', 'num_steps', 'num_inference_steps'],
  enhance_prompt: ['enhance_prompt', 'expand_prompt', 'prompt_upsampling', 'magic_prompt', 'enable_prompt_expansion'],
  compression: ['output_quality', 'output_compression'],
}
const SIZES = ['image_size', 'width', 'height', 'size', 'aspect_ratio', 'resolution']
const KNOWN_ALWAYS = ['prompt', 'webhook_url', 'webhook_secret', 'sync_mode']

/** Returns the proposed rows. Throws Error if the file contains no schema of a request. */
export function proposalsFrom(document: unknown): Proposal[] {
  const found = schemasOf(document as Node)
  if (found.length === 0)
    throw new Error('There is no schema of a request here: neither properties, nor an Input schema, nor a POST with a JSON or form body.')
  return found.map(({ name, schema, root }) => proposalOf(name, schema, root))
}

interface Found {
  name: string | null
  schema: Node
  root: Node
}

function schemasOf(document: Node): Found[] {
  // A document of Replicate describes either a model or one version of a model. The document of a model has the schema in `latest_version`.
  const version = objectAt(document, 'latest_version') ?? document
  const openapi = objectAt(version, 'openapi_schema')
  if (openapi !== null) {
    const name = typeof document['owner'] === 'string' ? `${document['owner']}/${String(document['name'])}` : null
    return inputOf(openapi).map((schema) => ({ name, schema, root: openapi }))
  }
  if (objectAt(document, 'paths') !== null) {
    const metadata = objectAt(objectAt(document, 'info') ?? {}, 'x-fal-metadata')
    const posts = postsOf(document)
    if (typeof metadata?.['endpointId'] === 'string')
      return posts.slice(0, 1).map((found) => ({ ...found, name: String(metadata['endpointId']) }))
    return posts
  }
  if (objectAt(document, 'properties') !== null) return [{ name: textAt(document, 'title'), schema: document, root: document }]
  return inputOf(document).map((schema) => ({ name: null, schema, root: document }))
}

function inputOf(document: Node): Node[] {
  const schemas = objectAt(objectAt(document, 'components') ?? {}, 'schemas') ?? {}
  const input = schemas['Input'] ?? Object.entries(schemas).find(([name]) => name.endsWith('Input'))?.[1]
  return input === undefined ? [] : [input as Node]
}

function postsOf(document: Node): Found[] {
  return Object.entries(objectAt(document, 'paths') ?? {}).flatMap(([path, item]) => {
    const content = objectAt(objectAt(objectAt(item as Node, 'post') ?? {}, 'requestBody') ?? {}, 'content') ?? {}
    const media = (content['application/json'] ?? content['multipart/form-data']) as Node | undefined
    const schema = media === undefined ? null : objectAt(media, 'schema')
    if (schema === null) return []
    const whole = resolved(schema, document)
    return objectAt(whole, 'properties') === null ? [] : [{ name: path, schema: whole, root: document }]
  })
}

function proposalOf(providerModel: string | null, schema: Node, root: Node): Proposal {
  const whole = resolved(schema, root)
  const properties = Object.fromEntries(
    Object.entries(objectAt(whole, 'properties') ?? {}).map(([name, value]) => [name, withChoices(resolved(value as Node, root), root)]),
  )
  const required = new Set(Array.isArray(whole['required']) ? (whole['required'] as string[]) : [])
  const first = (names: readonly string[]) => names.find((name) => name in properties) ?? null
  const used = new Set([...KNOWN_ALWAYS, ...SIZES].filter((name) => name in properties))
  const use = (name: string | null) => {
    if (name !== null) used.add(name)
    return name
  }

  const pictureName = use(first(PICTURES))
  const numbered = Object.keys(properties).filter(
    (name) => pictureName !== null && name.startsWith(`${pictureName}_`) && /_\d+$/.test(name),
  )
  for (const name of numbered) used.add(name)
  const list = pictureName !== null && typesOf(properties[pictureName]!).has('array')
  const maskName = use(first(MASKS))
  const parameters = Object.entries(PARAMETERS).flatMap(([parameter, names]) => {
    const name = use(first(names))
    return name === null ? [] : [parameter]
  })
  const countName = use(first(COUNTS))
  const formatName = use(first(FORMATS))
  const pictures =
    pictureName === null
      ? null
      : {
          name: pictureName,
          list,
          most: list ? numberAt(properties[pictureName]!, 'maxItems') : 1 + numbered.length,
          required: required.has(pictureName),
        }
  const mask = maskName === null ? null : { name: maskName, required: required.has(maskName) }
  return {
    providerModel,
    operations: operationsOf(providerModel ?? '', pictures, mask, 'prompt' in properties),
    size: sizeOf(properties),
    pictures,
    mask,
    parameters,
    formats: formatName === null ? [] : choices(properties[formatName]!).map((format) => (format === 'jpg' ? 'jpeg' : format)),
    maxImages: countName === null ? 1 : (numberAt(properties[countName]!, 'maximum') ?? 1),
    maxPromptLength: 'prompt' in properties ? numberAt(properties['prompt']!, 'maxLength') : 0,
    others: Object.keys(properties).filter((name) => !used.has(name)),
  }
}

function operationsOf(name: string, pictures: Proposal['pictures'], mask: Proposal['mask'], hasPrompt: boolean): string[] {
  if (pictures === null) return ['generate']
  if (/upscal|esrgan/i.test(name)) return ['upscale']
  if (/remove-?background|background\/remove|rembg|birefnet/i.test(name)) return ['remove_background']
  if (/replace-?background|background\/replace/i.test(name)) return ['replace_background']
  if (/reframe|expand|outpaint/i.test(name)) return ['reframe']
  if (mask?.required === true || /inpaint|fill|eras/i.test(name)) return ['inpaint']
  if (!hasPrompt) return ['upscale']
  return [...(pictures.required ? [] : ['generate']), 'edit', ...(mask === null ? [] : ['inpaint'])]
}

function sizeOf(properties: Record<string, Node>): string {
  const has = (name: string) => name in properties
  if (has('aspect_ratio')) {
    const ratios = choices(properties['aspect_ratio']!).filter((text) => /^\d+(?:\.\d+)?[:x]\d+(?:\.\d+)?$/.test(text))
    const resolutions = has('resolution') ? choices(properties['resolution']!) : []
    const pixels = has('width') || has('image_size') ? ', or width and height' : ''
    return `ratio: ${ratios.length > 0 ? ratios.join(' ') : 'any'}${resolutions.length > 0 ? `; resolutions: ${resolutions.join(' ')}` : ''}${pixels}`
  }
  if (has('width') && has('height')) {
    const {
      minimum = '?',
      maximum = '?',
      multipleOf = 1,
    } = properties['width'] as { minimum?: number; maximum?: number; multipleOf?: number }
    return `free: edges ${minimum} to ${maximum}, multiples of ${multipleOf}`
  }
  if (has('image_size')) return 'free: image_size with width and height; the schema gives no bounds'
  const listed = ['resolution', 'size'].filter(has).flatMap((name) => choices(properties[name]!))
  return listed.length > 0 ? `list: ${listed.join(' ')}` : 'input, or always the same'
}

/** Formats the rows for a person: one block for each row. */
export function proposalText(proposal: Proposal): string {
  const { pictures, mask } = proposal
  const most = pictures === null ? '' : pictures.most === null ? ', no maximum in the schema' : `, at most ${pictures.most}`
  return [
    `model        ${proposal.providerModel ?? '(the schema does not name it)'}`,
    `operations   ${proposal.operations.join(', ')}`,
    `size         ${proposal.size}`,
    `pictures     ${pictures === null ? 'none' : `${pictures.name}${pictures.list ? ' (a list)' : ''}${pictures.required ? ', required' : ''}${most}`}`,
    `mask         ${mask === null ? 'none' : `${mask.name}${mask.required ? ', required' : ''}; which colour changes is not in a schema`}`,
    `parameters   ${proposal.parameters.join(', ') || 'none'}`,
    `formats      ${proposal.formats.join(', ') || 'not chosen by the request'}`,
    `most images  ${proposal.maxImages}`,
    `prompt       ${proposal.maxPromptLength === 0 ? 'none' : proposal.maxPromptLength === null ? 'no maximum in the schema' : `at most ${proposal.maxPromptLength} characters`}`,
    `others       ${proposal.others.join(', ') || 'none'}`,
    'confirm      the price with its page and the day, the polarity of a mask, the direction of strength, and what the descriptions say',
  ].join('\n')
}

// --- reading schemas ------------------------------------------------------------------------------------------------------------------

function objectAt(node: Node, name: string): Node | null {
  const value = node[name]
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value as Node) : null
}
function textAt(node: Node, name: string): string | null {
  return typeof node[name] === 'string' ? (node[name] as string) : null
}
function numberAt(node: Node, name: string): number | null {
  return typeof node[name] === 'number' ? (node[name] as number) : null
}

const MAX_DEPTH = 20

/** Replaces a node by the target of its `$ref`, or by the only entry of its `allOf`. Fields next to `$ref` or `allOf` are kept. */
function resolved(node: Node, root: Node, depth = 0): Node {
  const reference = node['$ref']
  const parts = Array.isArray(node['allOf']) ? (node['allOf'] as Node[]) : []
  if (depth > MAX_DEPTH || (typeof reference !== 'string' && parts.length !== 1)) return node
  const target = typeof reference === 'string' ? pointed(reference, root) : parts[0]!
  const { $ref: _, allOf: __, ...beside } = node
  return { ...resolved(target, root, depth + 1), ...beside }
}
function pointed(reference: string, root: Node): Node {
  let at: unknown = root
  for (const step of reference.replace(/^#\//, '').split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~')
    at = at !== null && typeof at === 'object' ? (at as Node)[name] : undefined
  }
  return at !== null && typeof at === 'object' ? (at as Node) : {}
}

/** Returns a copy of the field's schema in which the references in `anyOf` and `oneOf` are resolved. */
function withChoices(node: Node, root: Node): Node {
  const changed = ['anyOf', 'oneOf'].flatMap((name) =>
    Array.isArray(node[name]) ? [[name, (node[name] as Node[]).map((each) => resolved(each, root))] as const] : [],
  )
  return { ...node, ...Object.fromEntries(changed) }
}

function alternatives(node: Node): Node[] {
  return [node, ...['anyOf', 'oneOf'].flatMap((name) => (Array.isArray(node[name]) ? (node[name] as Node[]) : []))]
}
function typesOf(node: Node): Set<string> {
  return new Set(
    alternatives(node).flatMap(({ type }) => (Array.isArray(type) ? (type as string[]) : typeof type === 'string' ? [type] : [])),
  )
}
function choices(node: Node): string[] {
  return alternatives(node).flatMap((each) =>
    Array.isArray(each['enum']) ? each['enum'].filter((value) => value !== null).map(String) : [],
  )
}
