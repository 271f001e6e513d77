// Every page of the panel, in the order of the navigation. A page is one file under routes/ with a default export, and one line here. Its
// URL, link, title and entry in the command palette follow from that line. docs/development/panel.md shows how.
import type { Icon } from '@phosphor-icons/react'
import {
  BellIcon,
  BuildingOfficeIcon,
  BuildingsIcon,
  ChartBarIcon,
  ClipboardTextIcon,
  CubeIcon,
  FolderSimpleIcon,
  GaugeIcon,
  ImagesIcon,
  KeyIcon,
  ListMagnifyingGlassIcon,
  MagicWandIcon,
  PlugsConnectedIcon,
  SlidersHorizontalIcon,
  SquaresFourIcon,
  UsersThreeIcon,
  WebhooksLogoIcon,
} from '@phosphor-icons/react'
import type { ReactNode } from 'react'
import type { Place, Role } from './places.tsx'

export interface PanelPage {
  /** The last part of the page's URL. `PageLink` names the page by it. */
  id: string
  title: string
  icon: Icon
  group: 'Create' | 'Watch' | 'Configure' | 'Organization'
  /**
   * The level to which the page belongs. It determines the URL: `/{id}` for the platform, `/o/{organization}/{id}` for an organization,
   * `/o/{organization}/i/{instance}/{id}` for an instance, and so on.
   */
  scope: 'platform' | 'organization' | 'instance' | 'project'
  /**
   * The lowest role that sees the page. If it is absent, every user sees the page. Somebody who signed in with a project key sees only the
   * pages with `projectKey`.
   */
  role?: Role
  projectKey?: boolean
  /** Words by which the command palette finds the page, besides its title. */
  words?: string
  /** A number beside the title, for example of things that need attention; 0 is not shown. */
  count?: (place: Place) => number
  load: () => Promise<{ default: () => ReactNode }>
}

export const pages: PanelPage[] = [
  {
    id: 'playground',
    title: 'Playground',
    icon: MagicWandIcon,
    group: 'Create',
    scope: 'project',
    projectKey: true,
    words: 'generate make edit picture image prompt',
    load: () => import('./routes/playground.tsx'),
  },
  {
    id: 'gallery',
    title: 'Gallery',
    icon: ImagesIcon,
    group: 'Create',
    scope: 'project',
    projectKey: true,
    words: 'pictures assets images stored',
    load: () => import('./routes/gallery.tsx'),
  },
  {
    id: 'overview',
    title: 'Overview',
    icon: SquaresFourIcon,
    group: 'Watch',
    scope: 'instance',
    words: 'home spend budget errors checklist instance',
    load: () => import('./routes/overview.tsx'),
  },
  {
    id: 'alerts',
    title: 'Alerts',
    icon: BellIcon,
    group: 'Watch',
    scope: 'instance',
    role: 'viewer',
    words: 'warnings trouble budget threshold provider failing notify monitoring',
    count: ({ instance }) => instance?.open_alerts ?? 0,
    load: () => import('./routes/alerts.tsx'),
  },
  {
    id: 'generations',
    title: 'Generations',
    icon: ListMagnifyingGlassIcon,
    group: 'Watch',
    scope: 'project',
    projectKey: true,
    words: 'requests log errors attempts webhooks deliveries settle',
    load: () => import('./routes/generations.tsx'),
  },
  {
    id: 'usage',
    title: 'Usage',
    icon: ChartBarIcon,
    group: 'Watch',
    scope: 'instance',
    words: 'cost spend money pictures requests csv report',
    load: () => import('./routes/usage.tsx'),
  },
  {
    id: 'project',
    title: 'Project',
    icon: FolderSimpleIcon,
    group: 'Watch',
    scope: 'project',
    projectKey: true,
    words: 'owner own usage key limits',
    load: () => import('./routes/project.tsx'),
  },
  {
    id: 'limits',
    title: 'Limits and budgets',
    icon: GaugeIcon,
    group: 'Configure',
    scope: 'instance',
    words: 'rate quota budget money burst concurrency',
    load: () => import('./routes/limits.tsx'),
  },
  {
    id: 'providers',
    title: 'Providers',
    icon: PlugsConnectedIcon,
    group: 'Configure',
    scope: 'instance',
    role: 'viewer',
    words: 'connection credential secret api key verify openai custom own',
    load: () => import('./routes/providers.tsx'),
  },
  {
    id: 'models',
    title: 'Models and aliases',
    icon: CubeIcon,
    group: 'Configure',
    scope: 'instance',
    role: 'viewer',
    words: 'catalogue price alias fallback default order enable custom',
    load: () => import('./routes/models.tsx'),
  },
  {
    id: 'keys',
    title: 'Keys',
    icon: KeyIcon,
    group: 'Configure',
    scope: 'instance',
    role: 'viewer',
    words: 'api key token secret rotate revoke create',
    load: () => import('./routes/keys.tsx'),
  },
  {
    id: 'webhooks',
    title: 'Webhooks',
    icon: WebhooksLogoIcon,
    group: 'Configure',
    scope: 'instance',
    role: 'viewer',
    words: 'endpoint events deliveries redeliver test secret notify',
    load: () => import('./routes/webhooks.tsx'),
  },
  {
    id: 'settings',
    title: 'Instance settings',
    icon: SlidersHorizontalIcon,
    group: 'Configure',
    scope: 'instance',
    role: 'viewer',
    words: 'cors origins content policy blocked retention export import dedicated worker delete instance',
    load: () => import('./routes/settings.tsx'),
  },
  {
    id: 'organization',
    title: 'Organization',
    icon: BuildingOfficeIcon,
    group: 'Organization',
    scope: 'organization',
    words: 'instances budget spend new instance',
    load: () => import('./routes/organization.tsx'),
  },
  {
    id: 'people',
    title: 'People and roles',
    icon: UsersThreeIcon,
    group: 'Organization',
    scope: 'organization',
    role: 'admin',
    words: 'users invite grants role admin developer viewer sign out',
    load: () => import('./routes/people.tsx'),
  },
  {
    id: 'audit',
    title: 'Audit log',
    icon: ClipboardTextIcon,
    group: 'Organization',
    scope: 'organization',
    role: 'admin',
    words: 'history changes who verify export',
    load: () => import('./routes/audit.tsx'),
  },
  {
    id: 'organizations',
    title: 'Organizations',
    icon: BuildingsIcon,
    group: 'Organization',
    scope: 'platform',
    role: 'superadmin',
    words: 'tenants platform',
    load: () => import('./routes/organizations.tsx'),
  },
]
