import { counted } from '../shared/counted.ts'

/** Makes the result for a valid key. `models` is the number of models that the provider lists for the key. */
export const validKey = (models: number): { detail: string } => ({
  detail: `The key is valid; it sees ${counted(models, 'model')}.`,
})
