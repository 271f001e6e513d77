// The consent page: an app sends a person here to ask for access (docs/specs/security.md). The page is shown without the panel's menu, so
// that it offers nothing but the decision.
import { useEffect, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { components } from '../../../generated/config/types.ts'
import { config } from '../api/config.ts'
import { firstQuery } from '../api/first-address.ts'
import { reloadAt, sessionState } from '../api/session-state.ts'
import { Form, NumberField, SelectField } from '../parts/form.tsx'
import { Time } from '../parts/format.tsx'
import { microsOf } from '../parts/money.ts'
import { ErrorNote, Loading, QueryView } from '../parts/notes.tsx'
import { Facts } from '../parts/page.tsx'
import { ScopesField } from '../parts/scopes-field.tsx'
import { Gate } from '../shell/gate.tsx'
import { Button } from '../ui.ts'

type Schemas = components['schemas']
type Request = Schemas['AuthorizationRequest']
type Review = Schemas['AuthorizationReview']
type Scope = Schemas['Scope']

const PARAMETERS = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
  'resource',
] as const satisfies (keyof Request)[]
/** The query parameter that marks the second load of the page. `useSession` explains why the page is loaded twice. */
const AGAIN = 'loaded_again'
/**
 * A decision is accepted only after the page has been in front for this long. The page may come to the front just as the user clicks in
 * another window. Without this time, such a click could hit a button of the page, and would count as the decision.
 */
const LOOK_MS = 1000

const SCOPES: Partial<Record<Scope, string>> = {
  read: 'See the pictures and generations of the project',
  generate: 'Make and edit pictures, and spend money on them',
}
const WINDOWS = { day: 'Day (UTC)', month: 'Month (UTC)' }
const DAYS = { '1': 'A day', '7': 'A week', '30': '30 days', '90': '90 days', '365': 'A year' }

interface Values {
  project_id: string
  scopes: Scope[]
  dollars: number | null
  window: 'day' | 'month'
  days: string
}

export default function ConnectPage() {
  const isSignedIn = useSession()
  useEffect(() => {
    document.title = 'Connect an app · Multi-Agent System'
  }, [])
  const { request, repeated } = readRequest(new URLSearchParams(firstQuery))
  if (!isSignedIn)
    return (
      <Gate title="Connect an app" description="Looking for your session.">
        <Loading label="Looking for your session" className="h-10" />
      </Gate>
    )
  if (repeated.length > 0)
    return (
      <Gate title="This request cannot be trusted" description="Nothing was sent to the app. Start again in the app.">
        <p>{`The address has ${repeated.join(', ')} more than once.`}</p>
      </Gate>
    )
  return <Consent request={request} />
}

/**
 * Returns whether somebody is signed in. A link from another site opens this page without the session's cookie (SameSite=Strict). So before
 * the page asks for a sign-in, it loads itself once more, now from its own site.
 */
function useSession(): boolean {
  const { kind } = sessionState()
  useEffect(() => {
    if (kind === 'signed-in' || kind === 'project-key') return
    const here = new URL(window.location.pathname + firstQuery, window.location.origin)
    if (kind === 'setup') return reloadAt('/admin/set-up')
    if (here.searchParams.has(AGAIN)) return reloadAt(`/admin/sign-in?next=${encodeURIComponent(here.pathname + here.search)}`)
    here.searchParams.set(AGAIN, '1')
    window.location.replace(here.pathname + here.search)
  }, [kind])
  return kind === 'signed-in' || kind === 'project-key'
}

function readRequest(query: URLSearchParams): { request: Request; repeated: string[] } {
  const found = PARAMETERS.map((name) => [name, query.getAll(name)] as const).filter(([, values]) => values.length > 0)
  return {
    request: Object.fromEntries(found.map(([name, values]) => [name, values[0]])),
    repeated: found.filter(([, values]) => values.length > 1).map(([name]) => name),
  }
}

function Consent({ request }: { request: Request }) {
  const review = config.useQuery(
    'post',
    '/oauth/authorizations/review',
    { body: request },
    { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false },
  )
  return (
    <Gate title="Connect an app" description="An app asks for access to one of your projects.">
      <QueryView query={review}>
        {(seen) => (
          <div className="grid gap-6">
            <Asker review={seen} />
            {seen.refusal === null ? <Decision request={request} review={seen} /> : <Refused review={seen} refusal={seen.refusal} />}
          </div>
        )}
      </QueryView>
    </Gate>
  )
}

function Asker({ review }: { review: Review }) {
  return (
    <>
      <Facts
        items={[
          [
            'Calls itself',
            <bdi key="name" className="font-medium">
              {review.client_name}
            </bdi>,
          ],
          [
            'Returns to',
            <code key="host" className="font-mono">
              {review.redirect_host}
            </code>,
          ],
          [
            'Known by',
            review.client_source === 'document' ? (
              <code key="id" className="font-mono">
                {review.client_id}
              </code>
            ) : null,
          ],
        ]}
      />
      <p className="rounded-card border border-warn/25 bg-warn-tint p-3 text-ink">
        {review.redirect_kind === 'web'
          ? `Nobody has checked the name. Go on only if you have just started this yourself, and ${review.redirect_host} belongs to the app.`
          : 'Nobody has checked the name. Go on only if you have just started this yourself, in an app on this device.'}
      </p>
    </>
  )
}

function Refused({ review, refusal }: { review: Review; refusal: NonNullable<Review['refusal']> }) {
  return (
    <div role="alert">
      <p>{`The access cannot be given: ${refusal.description}`}</p>
      <div className="mt-4 flex justify-end">
        <Button onClick={() => leaveTo(refusal.redirect_to)}>{`Return to ${review.redirect_host}`}</Button>
      </div>
    </div>
  )
}

function Decision({ request, review }: { request: Request; review: Review }) {
  const isLookedAt = useLookedAt()
  const [isDone, setIsDone] = useState(false)
  const [denialFault, setDenialFault] = useState<unknown>(null)
  const decide = config.useMutation('post', '/oauth/authorizations')
  const form = useForm<Values>({
    defaultValues: { project_id: review.projects[0]?.id ?? '', scopes: review.scopes, dollars: 5, window: 'month', days: '30' },
  })
  const leave = async (body: Schemas['AuthorizationDecision']) => {
    const { redirect_to: target } = await decide.mutateAsync({ body })
    setIsDone(true)
    leaveTo(target)
  }
  if (isDone) return <p role="status">{`Done. You are on the way back to ${review.redirect_host}; this page can be closed.`}</p>
  if (review.projects.length === 0 || review.scopes.length === 0)
    return (
      <p role="alert">
        {review.projects.length === 0
          ? 'There is no project at this address for which you may make keys. That takes the role developer.'
          : 'The key that you have signed in with lacks every scope that the app asks for.'}
      </p>
    )
  const projects = review.projects.map(({ id, name, instance_name: instance, organization_name: organization }) => [
    id,
    `${name} (${organization}, ${instance})`,
  ])
  return (
    <Form
      form={form}
      submit="Allow"
      cancel="Deny"
      disabled={!isLookedAt}
      onCancel={() => void leave({ decision: 'deny', request }).catch(setDenialFault)}
      pointers={{ '/body/expires_in_days': 'days', '/body/budget': 'dollars' }}
      onSubmit={(values) =>
        leave({
          decision: 'allow',
          request,
          project_id: values.project_id,
          scopes: values.scopes,
          budget: { window: values.window, limit_micros: microsOf(values.dollars ?? 0) },
          expires_in_days: Number(values.days),
        })
      }
    >
      <SelectField name="project_id" label="Project" required options={Object.fromEntries(projects) as Record<string, string>} />
      {review.truncated && <p className="text-small text-ink-muted">You have more projects; only the first 500 are listed.</p>}
      <ScopesField scopes={review.scopes} labelOf={(scope) => SCOPES[scope] ?? scope} />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField name="dollars" label="Budget in USD" required min={0} />
        <SelectField name="window" label="Per" required options={WINDOWS} />
      </div>
      <SelectField name="days" label="Access ends after" required options={DAYS} />
      {review.latest_expiry !== null && (
        <p className="text-small text-ink-muted">
          Your own key ends on <Time at={review.latest_expiry} />, and the access with it.
        </p>
      )}
      <p className="text-small text-ink-muted">You can end the access at any time: it is one of the project's keys.</p>
      {denialFault !== null && <ErrorNote error={denialFault} />}
    </Form>
  )
}

/** Returns whether the page has been in front for `LOOK_MS` without a break. */
function useLookedAt(): boolean {
  const [isLookedAt, setIsLookedAt] = useState(false)
  useEffect(() => {
    let timer: number | undefined
    const watch = () => {
      window.clearTimeout(timer)
      setIsLookedAt(false)
      if (document.visibilityState === 'visible' && document.hasFocus()) timer = window.setTimeout(() => setIsLookedAt(true), LOOK_MS)
    }
    watch()
    const events = ['focus', 'blur'] as const
    for (const name of events) window.addEventListener(name, watch)
    document.addEventListener('visibilitychange', watch)
    return () => {
      window.clearTimeout(timer)
      for (const name of events) window.removeEventListener(name, watch)
      document.removeEventListener('visibilitychange', watch)
    }
  }, [])
  return isLookedAt
}

/** Leaves the page for good: the browser's Back does not return to a decision that was made. */
function leaveTo(address: string): void {
  window.location.replace(address)
}
