import { Confirm } from './confirm.tsx'

interface LeaveQuestionProps {
  /** Whether a drawer or dialog is closed; otherwise the page is left. */
  isClosing: boolean
  onStay: () => void
  onLeave: () => void
}

/** Asks whether entries that are not saved may be lost. It is a file of its own, so that it is loaded only when it is needed. */
export default function LeaveQuestion({ isClosing, onStay, onLeave }: LeaveQuestionProps) {
  return (
    <Confirm
      open
      onClose={onStay}
      title={isClosing ? 'Close without saving?' : 'Leave without saving?'}
      action={isClosing ? 'Discard the entries' : 'Leave'}
      onConfirm={() => {
        onLeave()
        return Promise.resolve()
      }}
    >
      {isClosing
        ? 'There are entries here that are not saved. They are lost if you close this.'
        : 'This page has entries that are not saved. They are lost if you leave it.'}
    </Confirm>
  )
}
