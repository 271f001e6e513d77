import manifest from '../package.json' with { type: 'json' }
import { command } from '../command.ts'
import { bridge } from '../mcp-bridge.ts'

export const mcp = command({
  summary: 'Connects an agent that starts local programs to the tools of the platform',
  args: {},
  examples: [
    ['cma mcp', 'Messages on standard input and output; the host of the agent starts it'],
    ['claude mcp add images -- cma mcp', 'In Claude Code'],
  ],
  async run(_args, { login, signal }) {
    await bridge(login, manifest.version, signal)
  },
})
