export const OPERATIONS: Record<'config' | 'generation', Record<string, object>>
