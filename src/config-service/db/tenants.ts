import { and, asc, type Column, eq, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import { instances, organizations, projects } from './schema.ts'

/** The part of the platform that an actor can see. Each field restricts what the actor can see; null means no restriction. */
export interface Sight {
  organizationId: string | null
  instanceIds: string[] | null
  projectId: string | null
}

const MOST = { organizations: 200, instances: 1_000, projects: 5_000 }

/**
 * Returns the names and ids of all organizations, instances and projects that the actor can see, ordered by name. `truncated` is true if
 * there are more than are returned.
 */
export async function readTenants(db: Database, { organizationId, instanceIds, projectId }: Sight) {
  const among = (id: Column) =>
    instanceIds === null ? undefined : sql`${id} IN (SELECT value FROM json_each(${JSON.stringify(instanceIds)}))`
  const [organizationRows, instanceRows, projectRows] = await db.batch([
    db
      .select({ id: organizations.id, name: organizations.name, slug: organizations.slug })
      .from(organizations)
      .where(organizationId === null ? undefined : eq(organizations.id, organizationId))
      .orderBy(asc(organizations.name), asc(organizations.id))
      .limit(MOST.organizations + 1),
    db
      .select({
        id: instances.id,
        organizationId: instances.organizationId,
        name: instances.name,
        slug: instances.slug,
        status: instances.status,
        defaultModel: instances.defaultModel,
      })
      .from(instances)
      .where(and(organizationId === null ? undefined : eq(instances.organizationId, organizationId), among(instances.id)))
      .orderBy(asc(instances.name), asc(instances.id))
      .limit(MOST.instances + 1),
    db
      .select({ id: projects.id, instanceId: projects.instanceId, name: projects.name, slug: projects.slug, status: projects.status })
      .from(projects)
      .where(
        and(
          organizationId === null ? undefined : eq(projects.organizationId, organizationId),
          among(projects.instanceId),
          projectId === null ? undefined : eq(projects.id, projectId),
        ),
      )
      .orderBy(asc(projects.name), asc(projects.id))
      .limit(MOST.projects + 1),
  ])
  return {
    organizations: organizationRows.slice(0, MOST.organizations),
    instances: instanceRows.slice(0, MOST.instances),
    projects: projectRows.slice(0, MOST.projects),
    truncated: organizationRows.length > MOST.organizations || instanceRows.length > MOST.instances || projectRows.length > MOST.projects,
  }
}
