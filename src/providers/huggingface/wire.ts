import { z } from 'zod'
import { lazily } from '../../shared/lazily.ts'
import { loose } from '../numbers.ts'

export const account = lazily(() => z.object({ name: loose.text }))
