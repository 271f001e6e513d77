import type { components } from '../../../generated/config/types.ts'
import type { SessionRow } from '../db/sessions.ts'
import { csrfToken } from './session-token.ts'
import { timestamp } from '../http/timestamp.ts'

export async function renderSession(session: SessionRow, sessionKey: Uint8Array<ArrayBuffer>): Promise<components['schemas']['Session']> {
  return {
    id: session.id,
    user_id: session.userId,
    organization_id: session.organizationId,
    csrf_token: await csrfToken(session.id, sessionKey),
    created_at: timestamp(session.createdAt),
    expires_at: timestamp(session.expiresAt),
  }
}
