import { AppError } from '../../shared/errors.ts'

/**
 * Runs `run`, a part of a request that follows the admission. If `run` throws an unexpected error (not an AppError), the job may have
 * begun, and a repeat would buy a second generation. So the response tells the caller's SDK not to repeat the request by itself. If
 * `joinsRepeat` is true, a repeat would only join the job, so the error is thrown unchanged.
 */
export async function afterBegun<T>(generationId: string, joinsRepeat: boolean, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof AppError || joinsRepeat) throw error
    throw new AppError('result_unavailable', {
      detail: `The generation has begun and continues. Read /v1/generations/${generationId}; another request would make another generation.`,
      generationId,
      headers: { 'x-should-retry': 'false' },
      cause: error,
    })
  }
}
