// The screenshots of `npm run panel:screenshots`. `name` begins with the page's id; `prepare` brings the page into a state.
export const shots = (panel) => [
  { name: 'sign_in', role: null, path: '/admin/sign-in' },
  {
    name: 'playground',
    path: `${panel.at('playground')}?models=sketch,sketch-priced`,
    prepare: async (page) => {
      await page.getByLabel('Prompt').fill('A lighthouse in fog, woodcut')
      await page.waitForTimeout(1500)
    },
  },
  { name: 'gallery', path: panel.at('gallery') },
  {
    name: 'gallery-picture',
    path: panel.at('gallery'),
    prepare: (page) =>
      page
        .getByRole('link')
        .filter({ has: page.getByRole('img') })
        .first()
        .click(),
  },
  { name: 'keys', path: panel.at('keys', 'instance') },
  { name: 'keys-new', path: `${panel.at('keys', 'instance')}?key=new` },
  { name: 'overview', path: panel.at('overview', 'instance') },
  { name: 'generations', path: panel.at('generations') },
  {
    name: 'generations-one',
    path: panel.at('generations'),
    prepare: (page) => page.getByRole('table').getByRole('link').first().click(),
  },
  { name: 'generations-requests', path: `${panel.at('generations')}?tab=requests` },
  { name: 'usage', path: `${panel.at('usage', 'instance')}?metric=images&bucket=hour&span=day` },
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
