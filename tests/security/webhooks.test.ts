import { expect, it } from 'vitest'
import { config } from '../support/call.ts'
import { mintPlace, SMALL } from '../generation-service/place.ts'
import { mustApi } from '../support/tenant.ts'

it('an endpoint moved to another project receives nothing more of this one', async () => {
  const place = await mintPlace()
  const other = await place.project()
  const body = { url: 'http://127.0.0.1:1/hook', events: ['generation.succeeded'], project_id: place.projectId }
  const hook = await config(`POST /instances/${place.instanceId}/webhooks`, { key: place.adminKey, body })
  expect(hook.status, hook.text).toBe(201)
  const { id } = (await place.generate({ prompt: 'x', ...SMALL })).body
  const [delivery] = (await place.ask(`GET /webhook-deliveries?generation_id=${id}`)).body.data
  const again = () => place.ask(`POST /webhook-deliveries/${delivery.id}/redeliver`)
  expect((await again()).status).toBe(202)
  await mustApi('PATCH', `/webhooks/${hook.body.id}`, { project_id: other.projectId }, place.adminKey, {
    'if-match': hook.headers.get('etag')!,
  })
  const refused = await again()
  expect([refused.status, refused.body.code]).toEqual([409, 'conflict'])
})
