// Stability's services at Amazon Bedrock. Stability's own API takes forms; these services take JSON and have fewer fields, and each has a
// model id of its own.
import { type Service, SERVICES } from '../stability/services.ts'

const { ultra, core, inpaint, erase, outpaint, fast, conservative, creative, sketch, structure, style } = SERVICES as Record<
  string,
  Service
>

/** Returns the service without the fields in `names`, because Bedrock's documentation does not list these fields. */
function without(service: Service | undefined, ...names: (keyof Service)[]): Service {
  return Object.fromEntries(Object.entries(service ?? {}).filter(([name]) => !names.includes(name as keyof Service))) as unknown as Service
}

/**
 * Stability's services, keyed by the model id that a call to Bedrock names. With the prefix `us.`, Bedrock chooses one of its regions in
 * the United States for the call. The editing tools exist only with this prefix.
 */
export const BEDROCK_SERVICES: Record<string, Service> = {
  'stability.stable-image-ultra-v1:1': { ...without(ultra, 'style', 'image', 'strength', 'standardStrength'), operations: ['generate'] },
  'stability.stable-image-core-v1:1': without(core, 'style'),
  'stability.sd3-5-large-v1:0': without(SERVICES['sd3.5-large'], 'style', 'guidance', 'always'),
  'us.stability.stable-image-inpaint-v1:0': without(inpaint, 'style'),
  'us.stability.stable-image-erase-object-v1:0': erase!,
  'us.stability.stable-outpaint-v1:0': { ...without(outpaint, 'style'), standardPrompt: 'the picture goes on beyond its edges' },
  'us.stability.stable-image-search-replace-v1:0': without(SERVICES['search-and-replace'], 'style'),
  'us.stability.stable-image-search-recolor-v1:0': without(SERVICES['search-and-recolor'], 'style'),
  'us.stability.stable-image-remove-background-v1:0': SERVICES['remove-background']!,
  'us.stability.stable-fast-upscale-v1:0': fast!,
  'us.stability.stable-conservative-upscale-v1:0': without(conservative, 'strength'),
  'us.stability.stable-creative-upscale-v1:0': without(creative, 'asynchronous'),
  'us.stability.stable-image-control-sketch-v1:0': without(sketch, 'style'),
  'us.stability.stable-image-control-structure-v1:0': without(structure, 'style'),
  'us.stability.stable-image-style-guide-v1:0': { ...without(style, 'style'), image: 'image' },
}
