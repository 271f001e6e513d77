// The screenshots of `npm run panel:screenshots`. `name` begins with the page's id. `prepare` brings the page into the state to show. If
// the documentation shows the screenshot, `picture` names its file under docs/images.
export const shots = (panel) => [
  { name: 'sign_in', role: null, path: '/admin/sign-in' },
  {
    name: 'playground',
    picture: 'playground',
    path: `${panel.at('playground')}?models=sketch,sketch-priced`,
    prepare: async (page) => {
      await page.getByLabel('Prompt').fill('A lighthouse in fog, woodcut')
      await page.getByRole('button', { name: /^Make with 2 models · \$/ }).waitFor()
    },
  },
  { name: 'gallery', path: panel.at('gallery'), picture: 'gallery' },
  {
    name: 'gallery-picture',
    path: panel.at('gallery'),
    prepare: (page) =>
      page
        // Looks for a link with a picture only in the main part of the page, because the navigation also has such a link: the brand.
        .getByRole('main')
        .getByRole('link')
        .filter({ has: page.getByRole('img') })
        .first()
        .click(),
  },
  { name: 'providers', path: panel.at('providers', 'instance'), picture: 'providers' },
  { name: 'providers-connect', path: `${panel.at('providers', 'instance')}?provider=openai` },
  {
    name: 'providers-data',
    picture: 'dry-run',
    path: `${panel.at('providers', 'instance')}?define=new`,
    prepare: async (page) => {
      await page
        .getByLabel('An answer of the provider')
        .fill('{ "pictures": [{ "url": "https://cdn.example-studio.com/1.png" }], "cost": 0.004 }')
      await page.getByRole('button', { name: 'Dry run' }).click()
      await page.getByRole('status', { name: 'Result of the dry run' }).scrollIntoViewIfNeeded()
    },
  },
  { name: 'models', path: panel.at('models', 'instance') },
  { name: 'models-one', path: `${panel.at('models', 'instance')}?model=sketch-priced` },
  { name: 'webhooks', path: panel.at('webhooks', 'instance') },
  { name: 'webhooks-new', path: `${panel.at('webhooks', 'instance')}?hook=new` },
  { name: 'settings', path: panel.at('settings', 'instance') },
  { name: 'people', path: panel.at('people', 'organization') },
  { name: 'people-new', path: `${panel.at('people', 'organization')}?user=new` },
  { name: 'keys', path: panel.at('keys', 'instance') },
  { name: 'keys-new', path: `${panel.at('keys', 'instance')}?key=new` },
  { name: 'overview', path: panel.at('overview', 'instance') },
  { name: 'alerts', path: panel.at('alerts', 'instance') },
  { name: 'generations', path: panel.at('generations') },
  {
    name: 'generations-one',
    picture: 'generation',
    path: panel.at('generations'),
    prepare: (page) => page.getByRole('table').getByRole('link').first().click(),
  },
  { name: 'generations-requests', path: `${panel.at('generations')}?tab=requests` },
  { name: 'usage', path: panel.at('usage', 'instance'), picture: 'usage' },
  { name: 'usage-hours', path: `${panel.at('usage', 'instance')}?metric=images&bucket=hour&span=day` },
  { name: 'project', path: panel.at('project') },
  { name: 'limits', path: panel.at('limits', 'instance') },
  { name: 'organization', path: panel.at('organization', 'organization') },
  { name: 'organizations', path: panel.at('organizations', 'platform') },
  { name: 'audit', path: panel.at('audit', 'organization') },
  {
    name: 'audit-entry',
    path: panel.at('audit', 'organization'),
    prepare: (page) => page.getByRole('table').getByRole('link').first().click(),
  },
]
