import { unwrap } from '../../../generated/clients/typescript/index.ts'
import { command } from '../command.ts'
import { failureOf, linesOf } from '../errors.ts'
import { Refused } from '../make-pictures.ts'
import { modelsOf, PICTURE_ARGS, requestOf } from '../picture-request.ts'
import { dollars, table } from '../plain-text.ts'

export const quote = command({
  summary: 'Says what a request would cost, and spends nothing',
  args: { prompt: { type: 'positional', required: true, description: 'The prompt' }, ...PICTURE_ARGS },
  examples: [
    ['cma quote "a lighthouse in fog" -n 4 --size 1024x1024', 'The price of four pictures'],
    ['cma quote "a lighthouse" -m sketch,gpt-image-2.6-flare', 'The prices of two models'],
  ],
  async run(args, { platform, out, signal }) {
    const body = { prompt: args.prompt, ...requestOf(args) }
    const results = await Promise.all(
      modelsOf(args).map(async (model) => {
        try {
          const answer = await platform.generation.POST('/quote', { body: model === null ? body : { ...body, model }, signal })
          return { model, quote: unwrap(answer), error: null }
        } catch (error) {
          return { model, quote: null, error: failureOf(error) }
        }
      }),
    )
    const failures = results.flatMap(({ error }) => (error === null ? [] : [error]))
    if (failures.length < results.length)
      out.result({ results }, () =>
        table(
          ['MODEL', 'PROVIDER', 'PICTURES', 'SIZE', 'PRICE', 'AT MOST'],
          results.flatMap(({ quote: found }) => {
            if (found === null) return []
            const { model, provider, n, width, height, aspect_ratio: ratio } = found.targets[0]!
            const size = width === null || height === null ? ratio : `${width}x${height}`
            return [
              [
                model,
                provider,
                n,
                size,
                found.amount_micros === 0 ? 'free' : `${found.exact ? '' : 'about '}${dollars(found.amount_micros)}`,
                dollars(found.max_micros),
              ],
            ]
          }),
        ),
      )
    for (const { quote: found } of results) for (const { code, message } of found?.warnings ?? []) out.say(`${code}: ${message}`)
    const [first, ...others] = failures
    if (first === undefined) return
    for (const failure of others) for (const line of linesOf(failure)) out.complain(line)
    throw new Refused(first)
  },
})
