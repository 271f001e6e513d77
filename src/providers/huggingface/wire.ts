import { z } from 'zod'
import { loose } from '../numbers.ts'

export const account = z.object({ name: loose.text })
