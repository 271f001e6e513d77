import type { Problem } from '../api/problem.ts'
import { me } from '../api/session-state.ts'
import { reaches, useRole } from '../places.tsx'
import { PageLink } from './page-link.tsx'

interface RaiseLimitProps {
  code: string
  /** The limit that refused the request, if it is known. */
  limit?: Problem['limit']
}

const CODES = new Set(['budget_exceeded', 'request_exceeds_limit', 'rate_limited', 'concurrency_limited'])

/**
 * A link to the page that shows the limit or budget by which a request was refused. Its text is, for example, "Raise the budget" for users
 * who may do so, and "Show the budget" for others.
 */
export function RaiseLimit({ code, limit }: RaiseLimitProps) {
  const role = useRole()
  // Somebody who signed in with a project key may not open the page of limits, so there is no link to it.
  if (!CODES.has(code) || me().kind !== 'user') return null
  const isBudget = code === 'budget_exceeded' || limit?.metric === 'cost_micros'
  const isOfOrganization = limit?.scope === 'organization'
  const thing = isOfOrganization ? 'the budget of the organization' : isBudget ? 'the budget' : 'the limit'
  const mayRaise = isOfOrganization ? reaches(me().role, 'admin') : reaches(role, 'developer')
  return (
    <PageLink
      page={isOfOrganization ? 'organization' : 'limits'}
      className="text-accent-link justify-self-start text-small font-medium underline"
    >
      {mayRaise ? `Raise ${thing}` : `Show ${thing}`}
    </PageLink>
  )
}
