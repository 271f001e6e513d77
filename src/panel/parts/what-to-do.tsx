// Says what to do about an error code, in the words of the contract (`x-problems` in openapi/common.yaml). docs/api/errors.md has more.
import type { ReactNode } from 'react'
import { PROBLEMS } from '../../../generated/problems.ts'

type ErrorCode = keyof typeof PROBLEMS
export const ERROR_CODES = Object.keys(PROBLEMS)

/** Returns what the contract says to do about this error code; null for a code that is not in the contract. */
export function whatToDo(code: string): ReactNode {
  if (!Object.hasOwn(PROBLEMS, code)) return null
  // The text has code between backticks. It is split at the backticks, so every second piece is code.
  return PROBLEMS[code as ErrorCode].action.split('`').map((piece, index) =>
    index % 2 === 0 ? (
      piece
    ) : (
      <code key={index} className="font-mono">
        {piece}
      </code>
    ),
  )
}
