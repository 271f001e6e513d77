import { command } from '../command.ts'
import { makePictures, OUTPUT_ARGS, WAIT_ARGS } from '../make-pictures.ts'
import { modelsOf, PICTURE_ARGS, requestOf } from '../picture-request.ts'
import { readAll } from '../read-secret.ts'

const MOST_PROMPT = 32_000

export const generate = command({
  summary: 'Makes pictures from a prompt, and saves them',
  args: {
    prompt: { type: 'positional', required: true, description: 'What the picture shows; - reads it from standard input' },
    ...PICTURE_ARGS,
    ...OUTPUT_ARGS,
    ...WAIT_ARGS,
  },
  examples: [
    ['cma generate "a lighthouse in fog" --out fog.png', 'One picture, with the default model'],
    ['cma generate "a lighthouse" -m sketch,gpt-image-2.6-flare --out pictures/', 'Compares two models and their prices'],
    ['cma generate "a lighthouse" -n 4 --ratio 16:9 --max-cost 0.20', 'Four pictures, for 20 cents at most'],
    ['cma generate - --json < prompt.txt | jq -r ".results[].files[]"', 'For a script'],
  ],
  async run(args, context) {
    const prompt = args.prompt === '-' ? (await readAll(MOST_PROMPT)).trim() : args.prompt
    const { out, force, preview, timeout } = args
    const options = { out, force: force === true, preview, timeout, idempotencyKey: args['idempotency-key'] }
    await makePictures(context, { prompt, ...requestOf(args, out) }, modelsOf(args), options)
  },
})
