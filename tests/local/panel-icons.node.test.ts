// Each icon has six weights, such as `bold` and `thin`. Tests that the panel's scripts leave out the weights that the panel never shows,
// and keep all others.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vite'
import { expect, test } from 'vitest'
import { usedWeights, withoutWeights } from '../../scripts/local/panel-icons.mjs'
import { root } from '../../scripts/local/paths.mjs'

const icon = readFileSync(join(root, 'node_modules/@phosphor-icons/react/dist/defs/FolderSimple.es.js'), 'utf8')
const weightsIn = (code: string) => [...code.matchAll(/"(bold|duotone|fill|light|regular|thin)"/g)].map(([, weight]) => weight)

function transformed(code: string, id: string): unknown {
  const { transform } = usedWeights() as unknown as { transform: (code: string, id: string) => unknown }
  const error = (message: string) => {
    throw new Error(message)
  }
  return transform.call({ parse: parseAst, error }, code, id)
}

test('keeps the weights that are shown', () => {
  expect(weightsIn(icon)).toHaveLength(6)
  const short = withoutWeights(icon, parseAst(icon))
  expect(weightsIn(short)).toEqual(['bold', 'duotone', 'fill', 'regular'])
  expect(() => parseAst(short)).not.toThrow()
  expect(transformed(icon, '/x/@phosphor-icons/react/dist/defs/FolderSimple.es.js')).toEqual({ code: short, map: null })
})

test('refuses an icon of another form, so that none is left out by accident', () => {
  const other = 'const a = { bold: 1 }\nexport { a as default }'
  expect(() => withoutWeights(other, parseAst(other))).toThrow('another form')
})

test.each(['<KeyIcon weight="thin" />', "<KeyIcon weight={isActive ? 'fill' : 'light'} />", 'jsx(KeyIcon, { weight: "light" })'])(
  'refuses %s, which would show nothing',
  (code) => {
    expect(() => transformed(code, '/x/page.tsx')).toThrow('which the panel leaves out')
  },
)

test('lets the weights pass that stay', () => {
  expect(transformed("<KeyIcon weight={isActive ? 'fill' : 'regular'} />", '/x/page.tsx')).toBeNull()
})
