export function buildBundle(
  environment: '' | 'config' | 'generation',
  folder: string,
  options?: { options?: readonly string[]; tree?: string },
): string
