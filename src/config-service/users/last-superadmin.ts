import { sql } from 'drizzle-orm'
import { conflict, type Guard } from '../change/guards.ts'

/**
 * Refuses to remove the last superadmin: nobody could administer the platform any more, because setup works only while there is no user at
 * all.
 */
export function lastSuperadminGuard(userId: string): Guard {
  return {
    holds: sql`EXISTS (SELECT 1 FROM users WHERE role = 'superadmin' AND id <> ${userId})`,
    error: conflict('conflict', 'This is the last superadmin. Make another one first.'),
  }
}
