/** The project, in its instance, that a row belongs to: every query of this folder is limited to one. */
export interface Tenant {
  instanceId: string
  projectId: string
}
