import { sql } from 'drizzle-orm'
import { conflict, type Guard } from '../change/guards.ts'

/**
 * Returns a guard that holds if somebody other than the user is a superadmin. Without a superadmin nobody could administer the platform,
 * because setup works only while there is no user at all.
 */
export function lastSuperadminGuard(userId: string): Guard {
  return {
    holds: sql`EXISTS (SELECT 1 FROM users WHERE role = 'superadmin' AND id <> ${userId})`,
    error: conflict('conflict', 'This is the last superadmin. Make another one first.'),
  }
}
