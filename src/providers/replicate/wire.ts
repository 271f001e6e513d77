import { z } from 'zod'

export const prediction = z.object({
  id: z.string().min(1),
  status: z.string(),
  output: z.union([z.string(), z.array(z.string())]).nullish(),
  error: z.unknown().optional(),
  urls: z.object({ get: z.string(), cancel: z.string() }).nullish(),
})
export type Prediction = z.infer<typeof prediction>

export const account = z.object({ username: z.string() })

export const webhookSecret = z.object({ key: z.string().min(1) })

export const handle = z.object({ id: z.string().min(1) })
