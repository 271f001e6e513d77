import { type ReactNode, useState } from 'react'
import { Button, Dialog, Input } from '../ui.ts'
import { ErrorNote } from './notes.tsx'

interface ConfirmProps {
  open: boolean
  onClose: () => void
  title: string
  /** Explains what will happen, and what cannot be undone. */
  children: ReactNode
  /** The label of the button, for example `Delete`. */
  action: string
  /** A text that the user must type first, usually the resource's name; for actions that cannot be undone. */
  typed?: string
  /** If this throws, the dialog stays open and shows the error. */
  onConfirm: () => Promise<unknown>
}

/** Asks for confirmation before an action that cannot be undone. */
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
