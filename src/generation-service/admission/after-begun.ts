import { AppError } from '../../shared/errors.ts'

/**
 * Runs the part of a request after its job has begun, or may have begun. If that part fails by our own fault, the error tells the client
 * not to repeat the request by itself: the repeat would buy a second generation. A repeat that would join the job is allowed.
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
