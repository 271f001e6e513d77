import type { ReactNode } from 'react'
import { Brand } from './brand.tsx'

/** Shows the frame of the pages without a menu: sign-in, set-up and consent. */
export function Gate({ title, description, children }: { title: string; description: ReactNode; children: ReactNode }) {
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-md animate-rise">
        <div className="mb-6 flex justify-center">
          <Brand />
        </div>
        <div className="rounded-card border border-edge bg-surface p-6 shadow-float sm:p-8">
          <h1 className="text-heading font-semibold tracking-tight">{title}</h1>
          <div className="mt-1 mb-6 text-ink-muted">{description}</div>
          {children}
        </div>
        <p className="mt-6 text-center text-small text-ink-muted">
          <a href="/docs" className="text-accent-link">
            API explorer
          </a>
          {' · '}
          <a href="/guide/" className="text-accent-link">
            Guide
          </a>
        </p>
      </div>
    </main>
  )
}
