import { type ReactNode, useState } from 'react'
import { Button, Dialog, Input } from '../ui.ts'
import { ErrorNote } from './notes.tsx'

interface ConfirmProps {
  open: boolean
  onClose: () => void
  title: string
  /** What happens, and what cannot be taken back. */
  children: ReactNode
  /** The word on the button: `Delete`. */
  action: string
  /** To be typed first, for what cannot be undone: usually the thing's name. */
  typed?: string
  /** Throws to stay open and show why. */
  onConfirm: () => Promise<unknown>
}

/** Asks before something that cannot be taken back. */
export function Confirm({ open, onClose, title, children, action, typed, onConfirm }: ConfirmProps) {
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const close = () => {
    setText('')
    setError(null)
    onClose()
  }
  const confirm = async () => {
    setBusy(true)
    setError(null)
    try {
      await onConfirm()
      close()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && close()}>
      <Dialog size="lg" className="p-6">
        <Dialog.Title className="text-lead font-semibold">{title}</Dialog.Title>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            void confirm()
          }}
        >
          <Dialog.Description render={<div className="mt-2 text-body text-ink-muted">{children}</div>} />
          {typed !== undefined && (
            <div className="mt-4">
              <Input label={`Type ${typed} to confirm`} value={text} onChange={(event) => setText(event.target.value)} autoComplete="off" />
            </div>
          )}
          {error !== null && <ErrorNote error={error} className="mt-4" />}
          <div className="mt-6 flex justify-end gap-2">
            <Button type="button" onClick={close}>
              Cancel
            </Button>
            <Button type="submit" variant="destructive" loading={busy} disabled={typed !== undefined && text !== typed}>
              {action}
            </Button>
          </div>
        </form>
      </Dialog>
    </Dialog.Root>
  )
}
