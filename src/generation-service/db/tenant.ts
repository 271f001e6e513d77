/** The project to which a row belongs, and its instance. A query that takes a tenant is limited to this project. */
export interface Tenant {
  instanceId: string
  projectId: string
}
