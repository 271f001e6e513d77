// What `npm run panel:screenshots` takes pictures of. `name` begins with the page's id; `prepare` brings the page into a state.
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
]
