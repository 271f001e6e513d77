import { type ComponentProps, type ReactNode, useState } from 'react'
import type { Role } from '../places.tsx'
import { Button, Dialog, Input } from '../ui.ts'
import { May } from './may.tsx'
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
  /** True if the action destroys nothing. The button is then not red. */
  isHarmless?: boolean
  /** If this function throws, the dialog stays open and shows the error. */
  onConfirm: () => Promise<unknown>
}

/** Asks for confirmation before an action that cannot be undone, or that needs a choice. */
export function Confirm({ open, onClose, title, children, action, typed, isHarmless = false, onConfirm }: ConfirmProps) {
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
            <Button
              type="submit"
              variant={isHarmless ? 'primary' : 'destructive'}
              loading={busy}
              disabled={typed !== undefined && text !== typed}
            >
              {action}
            </Button>
          </div>
        </form>
      </Dialog>
    </Dialog.Root>
  )
}

interface ConfirmButtonProps
  extends Omit<ConfirmProps, 'open' | 'onClose'>, Pick<ComponentProps<typeof Button>, 'icon' | 'size' | 'variant'> {
  needs: Role
  scope?: 'read' | 'generate' | 'manage'
  /** The label of the button that opens the dialog. */
  label: string
  /** A label for screen readers, if several buttons have the same label. */
  name?: string
  disabled?: boolean
}

/**
 * A button that asks for confirmation. Users who may not use it see it disabled, with the reason.
 * <ConfirmButton needs="developer" label="Delete" title="Delete this webhook?" action="Delete" onConfirm={…}>…</ConfirmButton>
 */
export function ConfirmButton({
  needs,
  scope,
  label,
  name,
  disabled: isOff = false,
  icon,
  size,
  variant = 'secondary-destructive',
  ...question
}: ConfirmButtonProps) {
  const [isAsking, setIsAsking] = useState(false)
  return (
    <>
      <May needs={needs} scope={scope}>
        {(disabled) => (
          <Button
            icon={icon}
            size={size}
            variant={variant}
            disabled={disabled || isOff}
            aria-label={name}
            onClick={() => setIsAsking(true)}
          >
            {label}
          </Button>
        )}
      </May>
      <Confirm {...question} open={isAsking} onClose={() => setIsAsking(false)} />
    </>
  )
}
