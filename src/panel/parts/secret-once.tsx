// Shows a secret that the API returns only once, in a dialog that only its button closes. The secret is copied when the dialog opens, if
// the browser allows it.
// {secret !== null && <SecretOnce title="Key created" secret={secret} onClose={() => setSecret(null)}>…</SecretOnce>}
import { type ReactNode, useEffect, useState } from 'react'
import { Button, Dialog } from '../ui.ts'
import { CopyButton } from './copy-button.tsx'

interface SecretOnceProps {
  title: string
  secret: string
  onClose: () => void
  /** Tells the user the purpose of the secret, and what to do with it. */
  children: ReactNode
}

export function SecretOnce({ title, secret, onClose, children }: SecretOnceProps) {
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    navigator.clipboard.writeText(secret).then(
      () => setIsCopied(true),
      // The browser has refused to copy without a click. The user can still copy with the button below.
      () => setIsCopied(false),
    )
  }, [secret])
  return (
    <Dialog.Root open disablePointerDismissal onOpenChange={(_next, { reason }) => reason === 'close-press' && onClose()}>
      <Dialog size="lg" className="p-6">
        <Dialog.Title className="text-lead font-semibold">{title}</Dialog.Title>
        <Dialog.Description render={<div className="mt-2 text-body text-ink-muted">{children}</div>} />
        <p className="mt-4 flex items-center gap-2 rounded-control border border-edge bg-well px-3 py-2">
          <code className="min-w-0 flex-1 font-mono text-small break-all">{secret}</code>
          <CopyButton text={secret} label="Copy the secret" />
        </p>
        <p role="status" className="mt-2 text-small text-ink-muted">
          {isCopied ? 'Copied to the clipboard. It is not shown again.' : 'Copy it now. It is not shown again.'}
        </p>
        <div className="mt-6 flex justify-end">
          <Button variant="primary" onClick={onClose}>
            I have stored it
          </Button>
        </div>
      </Dialog>
    </Dialog.Root>
  )
}
