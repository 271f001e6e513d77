export function reach(request: string | URL | Request, options?: RequestInit, advice?: string): Promise<Response>
export function reasonOf(error: unknown): string | null
export function notThePlatform(url: string, status: number, cause?: unknown): Error & { status: number }
