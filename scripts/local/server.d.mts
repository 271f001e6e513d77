export function whoRuns(file?: string): Promise<{ processId: number; baseUrl: string; startedAt: number } | null>
