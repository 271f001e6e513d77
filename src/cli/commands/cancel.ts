import { unwrap } from '../../../generated/clients/typescript/index.ts'
import { command, idOf } from '../command.ts'
import { summary } from '../make-pictures.ts'

export const cancel = command({
  summary: 'Stops a generation, if it can be stopped',
  args: { id: { type: 'positional', required: true, description: 'gen_…' } },
  examples: [['cma cancel gen_01K9ZQ4X1V7M3T8B5N2D6F0GHJ', 'Stops it; twice is harmless']],
  async run({ id }, { platform, out, signal }) {
    const path = { generation_id: idOf('gen', id) }
    const generation = unwrap(await platform.generation.POST('/generations/{generation_id}/cancel', { params: { path }, signal }))
    out.result(generation, () => generation.status)
    for (const line of summary(generation)) out.say(line)
  },
})
