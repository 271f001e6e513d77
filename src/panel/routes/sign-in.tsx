import { useSearch } from '@tanstack/react-router'
import { useEffect, useEffectEvent, useState } from 'react'
import { useForm } from 'react-hook-form'
import { configApi } from '../api/config.ts'
import { reloadAt, signInCode as code } from '../api/session-state.ts'
import { ErrorNote, Loading } from '../parts/notes.tsx'
import { Form, SecretField } from '../parts/form.tsx'
import { Gate } from '../shell/gate.tsx'
import { startWithProjectKey } from '../shell/project-key.ts'

let exchange: Promise<unknown> | null = null

/** Exchanges the code of a sign-in link for a session, but only once, however often the page is rendered. */
function exchangeCode(code: string): Promise<unknown> {
  exchange ??= configApi.POST('/sessions', { body: { code } }).then(({ error }) => error ?? null)
  return exchange
}

export default function SignInPage() {
  const { next, ended } = useSearch({ strict: false }) as { next?: string; ended?: string }
  const goOn = () => reloadAt(next?.startsWith('/admin/') === true ? next : '/admin/')
  const [linkError, setLinkError] = useState<unknown>(null)
  const isExchanging = code !== null && linkError === null
  const finish = useEffectEvent((error: unknown) => (error === null ? goOn() : setLinkError(error)))
  useEffect(() => {
    document.title = 'Sign in · Multi-Agent System'
    if (code === null) return
    void exchangeCode(code).then(finish)
  }, [])
  if (isExchanging) {
    return (
      <Gate title="Signing you in" description="Your sign-in link is being checked.">
        <Loading label="Signing in" className="h-10" />
      </Gate>
    )
  }
  return (
    <Gate
      title="Sign in"
      description={
        ended === undefined ? 'With a key of yours, or a key of a project.' : 'Your session has ended. Sign in to go on where you were.'
      }
    >
      {linkError !== null && <ErrorNote error={linkError} className="mb-5" />}
      <KeyForm onDone={goOn} />
      <p className="mt-5 text-small text-ink-muted">
        On your own machine, <code className="font-mono">npm start</code> prints a link that signs you in. Keys of a project are kept in
        this tab only, until it closes.
      </p>
    </Gate>
  )
}

function KeyForm({ onDone }: { onDone: () => void }) {
  const form = useForm({ defaultValues: { key: '' } })
  const signIn = async (values: { key: string }) => {
    const key = values.key.trim()
    const { data: owner, error } = await configApi.GET('/me', { headers: { authorization: `Bearer ${key}` } })
    if (error !== undefined) throw error
    // A project key belongs to no user, so it gets no session. Instead, the panel sends the project key with each request.
    if (owner.kind === 'project') return startWithProjectKey(key, owner)
    const session = await configApi.POST('/sessions', { body: { key } })
    if (session.error !== undefined) throw session.error
    onDone()
  }
  return (
    <Form form={form} onSubmit={signIn} submit="Sign in">
      <SecretField name="key" label="API key" description="It begins with cma_live_." autoComplete="off" required />
    </Form>
  )
}
