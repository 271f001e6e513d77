import { Confirm } from './confirm.tsx'

interface LeaveQuestionProps {
  /** True if a drawer or dialog is about to close; false if the user is about to leave the page. */
  isClosing: boolean
  onStay: () => void
  onLeave: () => void
}

/** Asks the user whether to discard unsaved input. It has a file of its own, so that it is loaded only when it is needed. */
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
