/** Describes a key that a provider accepts, for providers that list the models which the key may use. */
export const validKey = (models: number): { detail: string } => ({
  detail: `The key is valid; it sees ${models} ${models === 1 ? 'model' : 'models'}.`,
})
