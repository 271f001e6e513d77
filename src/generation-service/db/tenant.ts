/** The project to which a row belongs, and its instance. Every query of this folder is limited to one project. */
export interface Tenant {
  instanceId: string
  projectId: string
}
