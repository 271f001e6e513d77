import { Confirm } from '../parts/confirm.tsx'

/** Asks whether entries that are not saved may be lost. */
export default function LeaveQuestion({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  return (
    <Confirm
      open
      onClose={onStay}
      title="Leave without saving?"
      action="Leave"
      onConfirm={() => {
        onLeave()
        return Promise.resolve()
      }}
    >
      This page has entries that are not saved. They are lost if you leave it.
    </Confirm>
  )
}
