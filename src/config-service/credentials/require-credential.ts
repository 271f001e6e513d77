import type { Actor, Role } from '../../auth/actor.ts'
import { requireRole, roleInInstance } from '../../auth/authorize.ts'
import { AppError } from '../../shared/errors.ts'
import { type CredentialRow, findCredential } from '../db/credentials.ts'
import type { Services } from '../services.ts'

/**
 * Returns the credential if the actor has at least this role in the credential's instance. If the actor has a lower role there, throws
 * `insufficient_role`. If the actor cannot see the instance at all, throws `not_found`, as if the credential did not exist.
 */
export async function requireCredential({ db }: Services, actor: Actor, credentialId: string, role: Role): Promise<CredentialRow> {
  const row = await findCredential(db, credentialId)
  if (row === null) throw new AppError('not_found')
  requireRole(roleInInstance(actor, row), role)
  return row
}
