import { XIcon } from '@phosphor-icons/react'
import { type ReactNode, useRef } from 'react'
import { Button, cn, DialogPrimitive as Dialog } from '../ui.ts'
import { useAskBeforeClosing } from './ask-before-loss.tsx'
import { FormsContext } from './unsaved.ts'

interface DrawerProps {
  open: boolean
  onClose: () => void
  title: string
  /** `subtitle` is below the title, `footer` holds the buttons. */
  subtitle?: ReactNode
  footer?: ReactNode
  side?: 'left' | 'right'
  width?: 'narrow' | 'normal' | 'wide'
  children: ReactNode
}

/**
 * A drawer that slides over the page, for the details of a row or for a form. Keep in the address whether it is open, so that a link can
 * open it: `<Drawer open={url.key !== undefined} onClose={() => setUrl({ key: '' })} title="…">`. If a form in the drawer has unsaved
 * input, the drawer asks the user before it closes. `onClose` is called only if the drawer may close.
 */
export function Drawer({ open, onClose, title, subtitle, footer, side = 'right', width = 'normal', children }: DrawerProps) {
  const [heading, content] = [useRef<HTMLHeadingElement>(null), useRef<HTMLDivElement>(null)]
  const { forms, close, question } = useAskBeforeClosing(onClose)
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && close()}>
      <Dialog.Portal>
        {/* No z-index: a layer that opens later lies above, so a confirmation dialog lies over the drawer that opened it. */}
        <Dialog.Backdrop className="fixed inset-0 bg-veil transition-opacity duration-200 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Dialog.Popup
          initialFocus={(way) => (way === 'touch' ? null : firstField(content.current)) ?? heading.current}
          className={cn(
            'fixed inset-y-0 flex w-full flex-col bg-surface shadow-float outline-none transition-transform duration-200 ease-out',
            // A dialog that was opened from the drawer does not darken the drawer, so the drawer darkens itself.
            'after:pointer-events-none after:absolute after:inset-0 after:z-10 after:bg-veil after:opacity-0 after:transition-opacity data-nested-dialog-open:after:opacity-100',
            { narrow: 'max-w-72', normal: 'max-w-xl', wide: 'max-w-4xl' }[width],
            side === 'right'
              ? 'right-0 border-l border-edge data-[ending-style]:translate-x-full data-[starting-style]:translate-x-full'
              : 'left-0 border-r border-edge data-[ending-style]:-translate-x-full data-[starting-style]:-translate-x-full',
          )}
        >
          <header className="flex items-start gap-3 border-b border-edge px-5 py-4">
            <div className="min-w-0 flex-1">
              <Dialog.Title ref={heading} tabIndex={-1} className="text-lead font-semibold outline-none [overflow-wrap:anywhere]">
                {title}
              </Dialog.Title>
              {subtitle !== undefined && <div className="mt-0.5 text-small text-ink-muted">{subtitle}</div>}
            </div>
            <Dialog.Close render={<Button variant="ghost" shape="square" size="sm" icon={XIcon} aria-label="Close" />} />
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto px-5 py-5" tabIndex={-1} ref={content}>
            <FormsContext value={forms}>{children}</FormsContext>
          </div>
          {question}
          {footer !== undefined && <footer className="flex flex-wrap justify-end gap-2 border-t border-edge px-5 py-3">{footer}</footer>}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

/**
 * Returns the field that gets the focus when the drawer opens. If the drawer begins with a form, this is the first field of the form.
 * Otherwise returns null: with the focus on a field in a section further down, the drawer would scroll past the details above the section.
 * On a touch screen this function is not called, because with the focus on a field, the keyboard would cover the form.
 */
function firstField(content: HTMLElement | null): HTMLElement | null {
  const field = content?.querySelector<HTMLElement>(
    ':is(input, textarea, [role="combobox"]):not(:disabled, [type="hidden"], [tabindex="-1"])',
  )
  return field == null || field.closest('section') !== null ? null : field
}

interface DrawerSectionProps {
  /** A label for screen readers; default: the title. */
  label?: string
  title?: string
  /** A button next to the title. */
  action?: ReactNode
  children: ReactNode
}

/** A section of a drawer, with a line above it. */
export function DrawerSection({ label, title, action, children }: DrawerSectionProps) {
  return (
    <section aria-label={label ?? title} className="grid grid-cols-1 gap-4 border-t border-edge pt-5">
      {title !== undefined && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h3 className="font-semibold">{title}</h3>
          {action}
        </div>
      )}
      {children}
    </section>
  )
}
