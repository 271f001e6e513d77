type Credentials = Record<'base_url' | 'admin_key', string> &
  Partial<Record<'organization_id' | 'instance_id' | 'project_id' | 'project_key', string>>
export function readCredentials(): Credentials | null
export function writeCredentials(credentials: Credentials): void
export function call(
  url: string,
  options?: { method?: string; key?: string; body?: unknown; headers?: Record<string, string> },
): Promise<any>
