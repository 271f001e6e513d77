import type { Snapshot } from '../../src/shared/config-rpc.ts'

/** Returns the configuration of an empty instance, with these changes. */
export function snapshotOf(changes: Omit<Partial<Snapshot>, 'instance'> & { instance?: Partial<Snapshot['instance']> } = {}): Snapshot {
  return {
    format: 1,
    organizationId: 'org_1',
    instanceId: 'inst_1',
    epoch: 1,
    publishedAt: '2026-11-24T00:00:00Z',
    projects: {},
    models: {},
    aliases: {},
    customProviders: {},
    customModels: {},
    credentials: {},
    webhooks: [],
    ...changes,
    instance: {
      name: 'test',
      slug: 'test',
      status: 'active',
      defaultModel: 'sketch',
      fallbackChain: [],
      deliveryBaseUrl: null,
      retentionDays: null,
      corsOrigins: [],
      contentPolicy: { blockedTerms: [], providerSafety: {}, fallbackOnRefusal: false },
      workerUrl: null,
      ...changes.instance,
    },
  }
}
