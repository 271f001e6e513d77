import { XIcon } from '@phosphor-icons/react'
import { useState } from 'react'
import { CopyButton } from '../parts/copy-button.tsx'
import { Tabs } from '../parts/tabs.tsx'
import { Button, Dialog } from '../ui.ts'
import type { GenerateRequest } from './capabilities.ts'
import { SNIPPETS } from './snippets.ts'

/** Shows the request as a program. The program reads the key from the environment, so no secret is copied. */
export function CopyAs({ request, baseUrl, onClose }: { request: GenerateRequest | null; baseUrl: string; onClose: () => void }) {
  const [form, setForm] = useState('curl')
  const forms = Object.entries(SNIPPETS).filter(([, snippet]) => request !== null && snippet.for(request))
  const chosen = forms.find(([id]) => id === form) ?? forms[0]
  const text = request === null || chosen === undefined ? '' : chosen[1].of({ request, baseUrl })
  return (
    <Dialog.Root open={request !== null} onOpenChange={(next) => !next && onClose()}>
      <Dialog size="xl" className="max-h-[90dvh] w-[min(48rem,calc(100vw-1rem))] overflow-y-auto p-4 sm:p-6">
        <div className="flex items-start justify-between gap-3">
          <Dialog.Title className="text-lead font-semibold">Copy as</Dialog.Title>
          <Dialog.Close render={<Button variant="ghost" shape="square" size="sm" icon={XIcon} aria-label="Close" />} />
        </div>
        <p className="mt-1 mb-4 text-ink-muted">
          Put a key of the project into the environment as <code className="font-mono">CMA_KEY</code>; it is not part of what you copy.
        </p>
        <Tabs tabs={forms.map(([value, { title }]) => ({ value, label: title }))} value={chosen?.[0] ?? form} onValueChange={setForm} />
        <div className="mt-3 grid grid-cols-1 gap-2">
          <pre
            tabIndex={0}
            aria-label="The code"
            className="max-h-[50dvh] overflow-auto rounded-control border border-edge bg-well p-4 font-mono text-small"
          >
            {text}
          </pre>
          <div className="justify-self-end">
            <CopyButton text={text} label="Copy the code">
              Copy
            </CopyButton>
          </div>
        </div>
      </Dialog>
    </Dialog.Root>
  )
}
