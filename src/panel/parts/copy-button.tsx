import { CheckIcon, CopyIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import { Button } from '../ui.ts'

const SHOWN_MS = 1_600

/** Copies a text. `<CopyButton text={id} label="Copy the id" />`; with `children`, the button has a visible label. */
export function CopyButton({ text, label, children }: { text: string | (() => string); label: string; children?: string }) {
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
    setCopied(true)
    setTimeout(() => setCopied(false), SHOWN_MS)
  }
  const shape = children === undefined ? ({ shape: 'square' } as const) : {}
  return (
    <Button
      type="button"
      size="sm"
      variant="ghost"
      {...shape}
      icon={copied ? CheckIcon : CopyIcon}
      aria-label={children === undefined ? (copied ? 'Copied' : label) : undefined}
      title={label}
      onClick={() => void copy()}
    >
      {children === undefined ? null : copied ? 'Copied' : children}
    </Button>
  )
}

/** Shows an id or a hash on one line, with a button that copies it. */
export function CopiedText({ text, label }: { text: string; label: string }) {
  return (
    <span className="flex items-center gap-1">
      <code className="min-w-0 truncate font-mono text-small">{text}</code>
      <CopyButton text={text} label={label} />
    </span>
  )
}
