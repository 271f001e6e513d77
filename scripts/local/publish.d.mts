export function publish(built: string, served: string): void
export function lock(name: string, options?: { folder?: string; patienceMs?: number }): boolean
