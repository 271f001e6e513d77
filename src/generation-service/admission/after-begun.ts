import { AppError } from '../../shared/errors.ts'

/**
 * Runs `run`, the part of a request that follows the start of its job. If `run` fails by our own fault, the error tells the client not to
 * repeat the request by itself: the job has begun or may have begun, so the repeat would buy a second generation. If `joinsRepeat` is
 * true, a repeat joins the job instead, and the error is thrown unchanged.
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
