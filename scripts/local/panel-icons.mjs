// A Vite plugin for the panel. A script that imports an icon gets all six weights of the icon. The plugin leaves out the weights that the
// panel never shows.

const UNUSED = ['light', 'thin']
const DEFINITION = /@phosphor-icons\/react\/dist\/defs\//
const CHOICE = new RegExp(String.raw`\bweight\s*[:=][^,;>]{0,80}["'](${UNUSED.join('|')})["']`)

/** @returns {import('vite').Plugin} */
export const usedWeights = () => ({
  name: 'used-weights-of-icons',
  transform(code, id) {
    if (!DEFINITION.test(id)) {
      const [, weight] = CHOICE.exec(code) ?? []
      if (weight !== undefined)
        this.error(
          `${id} shows an icon in the weight ${weight}, which the panel leaves out. Take another, or change scripts/local/panel-icons.mjs.`,
        )
      return null
    }
    const text = withoutWeights(code, this.parse(code))
    return { code: text, map: null }
  },
})

/**
 * Returns the code of an icon's definition without the unused weights. The definition is a `new Map([['bold', …], …])`.
 * @param {string} code
 * @param {any} tree the parsed code
 */
export function withoutWeights(code, tree) {
  const map = tree.body
    .filter(({ type }) => type === 'VariableDeclaration')
    .flatMap(({ declarations }) => declarations)
    .find(({ init }) => init?.type === 'NewExpression' && init.callee.name === 'Map')
  const entries = map?.init.arguments[0]?.elements ?? []
  const isUnused = ({ elements: [weight] }) => UNUSED.includes(weight.value)
  if (entries.filter(isUnused).length !== UNUSED.length)
    throw new Error('An icon has another form than scripts/local/panel-icons.mjs expects. Read its definition, and adapt this file.')
  const kept = entries.filter((entry) => !isUnused(entry)).map(({ start, end }) => code.slice(start, end))
  const { start, end } = map.init.arguments[0]
  return `${code.slice(0, start)}[${kept.join(',')}]${code.slice(end)}`
}
