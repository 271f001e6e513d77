// Every way in which a command ends without its result: what is printed, and the exit code.
import {
  ApiError,
  CanceledError,
  type Generation,
  GenerationFailedError,
  WaitTimeoutError,
} from '../../generated/clients/typescript/index.ts'
import { PROBLEMS } from '../../generated/problems.ts'
import { EXIT, exitOf } from './exit-codes.ts'
import { oneLine } from './plain-text.ts'

/** The command cannot run as it was called: an argument is wrong, a setting is missing, or the user has not confirmed the command. */
export class UsageError extends Error {}
/** No resource has the name that the user has given. */
export class MissingError extends Error {}
/** A file of this machine cannot be read or written. */
export class FileError extends Error {}
/** The response of the service has more bytes than this program accepts. */
export class TooLargeError extends Error {}

export interface Failure {
  exit: number
  code: string | null
  /** The fault, in one line. */
  title: string
  detail: string | null
  /** The faulty parts of the request. */
  errors: { pointer: string; message: string }[]
  /** A step that the user can take next. */
  action: string | null
  request_id: string | null
  generation_id: string | null
  idempotency_key: string | null
  retry_after_ms: number | null
}

const NOTHING: Omit<Failure, 'exit' | 'title'> = {
  code: null,
  detail: null,
  errors: [],
  action: null,
  request_id: null,
  generation_id: null,
  idempotency_key: null,
  retry_after_ms: null,
}
const CHECK_URL = 'Check the URL: CMA_URL, or the one that was given to cma login.'
const NAME_PROJECT = 'Name the project: --project proj_…, or CMA_PROJECT. The panel shows the ids of projects.'
const SEE_HELP = 'Add --help to see the options and examples.'

export function failureOf(error: unknown): Failure {
  if (error instanceof UsageError) return { ...NOTHING, exit: EXIT.usage, title: error.message, action: SEE_HELP }
  if (error instanceof MissingError) return { ...NOTHING, exit: EXIT.missing, title: error.message }
  if (error instanceof FileError) return { ...NOTHING, exit: EXIT.file, title: error.message }
  if (error instanceof TooLargeError) return { ...NOTHING, exit: EXIT.unexpected, title: error.message }
  if (error instanceof ApiError) return ofProblem(error)
  if (error instanceof GenerationFailedError) return ofGeneration(error)
  if (error instanceof WaitTimeoutError) return ofTimeout(error)
  if (error instanceof CanceledError) {
    const { generationId, idempotencyKey } = error
    return { ...NOTHING, exit: EXIT.interrupted, title: 'Stopped.', generation_id: generationId, idempotency_key: idempotencyKey }
  }
  if (error instanceof SyntaxError)
    return { ...NOTHING, exit: EXIT.unexpected, title: 'The address responded with something that is not JSON.', action: CHECK_URL }
  if ((error as Error).name === 'AbortError') return { ...NOTHING, exit: EXIT.interrupted, title: 'Stopped.' }
  return ofConnection(error)
}

function ofProblem(error: ApiError): Failure {
  const { code, status, problem, requestId, generationId, retryAfterMs } = error
  const common = { exit: exitOf(code, status), request_id: requestId, generation_id: generationId, retry_after_ms: retryAfterMs }
  if (problem === null)
    return {
      ...NOTHING,
      ...common,
      title: `The address responded with HTTP ${status}, but not as this platform does.`,
      action: CHECK_URL,
    }
  return {
    ...NOTHING,
    ...common,
    code,
    title: problem.title,
    detail: problem.detail ?? null,
    errors: (problem.errors ?? []).slice(0, 20),
    action: problem.errors?.some(({ pointer }) => pointer.toLowerCase() === '/header/x-project-id') ? NAME_PROJECT : actionOf(code),
  }
}

/** Returns a status as the end of a sentence about the generation. */
export function inWords(status: Generation['status']): string {
  if (status === 'failed' || status === 'succeeded') return `has ${status}`
  return status === 'canceled' ? 'was canceled' : `is ${status}`
}

function ofGeneration({ generation: { id, status, error }, code, requestId }: GenerationFailedError): Failure {
  return {
    ...NOTHING,
    exit: exitOf(code, 424),
    code,
    title: `The generation ${inWords(status)}.`,
    detail: error?.message ?? null,
    action: actionOf(code),
    request_id: requestId,
    generation_id: id,
  }
}

function ofTimeout({ generationId, idempotencyKey }: WaitTimeoutError): Failure {
  return {
    ...NOTHING,
    exit: EXIT.timeout,
    title: 'The wait is over, and the generation goes on.',
    action:
      generationId === null
        ? `Repeat the command with --idempotency-key ${idempotencyKey}.`
        : `Get it later: cma get ${generationId} --wait`,
    generation_id: generationId,
    idempotency_key: idempotencyKey,
  }
}

/**
 * Returns the failure for an error that is not a response of the platform. If the connection failed, the error may have the reason in
 * `cause`. If the error is not about the connection, this program has a fault.
 */
function ofConnection(error: unknown): Failure {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } }
  const isConnection = (error instanceof TypeError && message === 'fetch failed') || name === 'TimeoutError' || cause?.code !== undefined
  if (!isConnection)
    return {
      ...NOTHING,
      exit: EXIT.unexpected,
      title: `A fault of this program: ${error instanceof Error ? (error.stack ?? message) : String(error)}`,
    }
  const reason = cause?.code ?? cause?.message ?? name
  return {
    ...NOTHING,
    exit: EXIT.unavailable,
    title: `The platform cannot be reached (${reason}).`,
    action: 'Check the URL, and whether the platform runs. `npm start` starts one on this machine.',
  }
}

function actionOf(code: string | null): string | null {
  return code !== null && Object.hasOwn(PROBLEMS, code) ? PROBLEMS[code as keyof typeof PROBLEMS].action : null
}

/** Returns the lines that a command prints for a failure, unless --json is set. */
export function linesOf(failure: Failure): string[] {
  const { title, code, detail, errors, action, request_id: requestId, generation_id: generationId, retry_after_ms: retryAfterMs } = failure
  const ids = [requestId === null ? '' : `request ${requestId}`, generationId === null ? '' : `generation ${generationId}`].filter(Boolean)
  return [
    `cma: ${oneLine(title, 2000)}${code === null ? '' : ` (${oneLine(code, 60)})`}`,
    // The detail may contain the text of `action`. This text is removed here, because it is printed below, on its own line.
    detail === null ? '' : `  ${oneLine(action === null ? detail : detail.replace(action, '').trim(), 2000)}`,
    ...errors.map(({ pointer, message }) => `  ${oneLine(pointer, 200)}: ${oneLine(message, 500)}`),
    retryAfterMs === null ? '' : `  Try again in ${Math.ceil(retryAfterMs / 1000)} s.`,
    action === null ? '' : `  What to do: ${oneLine(action, 1000)}`,
    ids.length === 0 ? '' : `  ${oneLine(ids.join(', '))}`,
  ].filter(Boolean)
}
