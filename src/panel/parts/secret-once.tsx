// Shows a secret that the API returns only once, in a dialog that only its button closes. The secret is copied when the dialog opens, if
// the browser allows it.
// With `message`, the dialog also shows this text, which contains the secret, and a button that copies it. Then nothing is copied when the
// dialog opens.
// {secret !== null && <SecretOnce title="Key created" secret={secret} onClose={() => setSecret(null)}>…</SecretOnce>}
import { CheckIcon, CopyIcon } from '@phosphor-icons/react'
import { type ReactNode, useEffect, useState } from 'react'
import { holdPage, releasePage } from '../api/session-state.ts'
import { Button, Dialog } from '../ui.ts'
import { CopyButton } from './copy-button.tsx'

interface SecretOnceProps {
  title: string
  secret: string
  onClose: () => void
  /** Tells the user the purpose of the secret, and what to do with it. */
  children: ReactNode
  /** A text for the person who gets the secret: what it is for, and how to begin. */
  message?: string
}

export function SecretOnce({ title, secret, onClose, children, message }: SecretOnceProps) {
  const [isCopied, setIsCopied] = useState(false)
  // If the session ends while the dialog is open, the sign-in page opens only after the user has closed the dialog.
  useEffect(() => {
    holdPage()
    return releasePage
  }, [])
  useEffect(() => {
    if (message !== undefined) return
    navigator.clipboard.writeText(secret).then(
      () => setIsCopied(true),
      // The browser has refused to copy without a click. The user can still copy with the button below.
      () => setIsCopied(false),
    )
  }, [secret, message])
  return (
    <Dialog.Root open disablePointerDismissal onOpenChange={(_next, { reason }) => reason === 'close-press' && onClose()}>
      <Dialog size="lg" className="p-6">
        <Dialog.Title className="text-lead font-semibold">{title}</Dialog.Title>
        <Dialog.Description render={<div className="mt-2 text-body text-ink-muted">{children}</div>} />
        <p className="mt-4 flex items-center gap-2 rounded-control border border-edge bg-well px-3 py-2">
          <code className="min-w-0 flex-1 font-mono text-small break-all">{secret}</code>
          <CopyButton text={secret} label="Copy the secret" />
        </p>
        {message !== undefined && (
          <pre
            aria-label="Message"
            tabIndex={0}
            dir="auto"
            className="mt-3 max-h-64 overflow-y-auto rounded-control border border-edge px-3 py-2 font-sans text-small whitespace-pre-wrap [overflow-wrap:anywhere]"
          >
            {message}
          </pre>
        )}
        <p role="status" className="mt-2 text-small text-ink-muted">
          {isCopied ? 'Copied to the clipboard. It is not shown again.' : 'Copy it now. It is not shown again.'}
        </p>
        <div className="mt-6 flex flex-wrap justify-end gap-2">
          {message !== undefined && (
            <Button
              variant={isCopied ? 'secondary' : 'primary'}
              icon={isCopied ? CheckIcon : CopyIcon}
              onClick={() => void navigator.clipboard.writeText(message).then(() => setIsCopied(true))}
            >
              {isCopied ? 'Message copied' : 'Copy the message'}
            </Button>
          )}
          <Button variant={message === undefined || isCopied ? 'primary' : 'secondary'} onClick={onClose}>
            {message === undefined ? 'I have stored it' : 'I have handed it over'}
          </Button>
        </div>
      </Dialog>
    </Dialog.Root>
  )
}
