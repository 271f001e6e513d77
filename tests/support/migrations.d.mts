export function migrationsOf(database: 'config' | 'data'): string[]
export function migrations(): { CONFIG_DB: string[]; DATA_DB: string[] }
