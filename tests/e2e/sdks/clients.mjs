// The clients with which run.mjs tests the platform. Each client has a folder with a script and a manifest. The manifest pins the client's
// version.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const python = [
  ['python3.11', '-m', 'venv', 'venv'],
  ['venv/bin/pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', 'requirements.txt'],
]
const node = [['npm', 'install', '--no-audit', '--no-fund', '--silent']]
const maven = ['mvn', '--batch-mode', '--quiet', 'compile', 'exec:java']

/** `lacks`: steps that the client's script leaves out, most of them because its library cannot do them. */
export const CLIENTS = [
  { name: 'openai-node', title: 'openai (Node) 7.59.0', prepare: node, command: ['node', 'check.mjs'] },
  { name: 'openai-python', title: 'openai (Python) 3.57.0', prepare: python, command: ['venv/bin/python', 'check.py'] },
  { name: 'ai-sdk', title: 'AI SDK 7.0.173', prepare: node, command: ['node', 'check.mjs'], lacks: ['stream'] },
  { name: 'litellm', title: 'LiteLLM 1.110.2', prepare: python, command: ['venv/bin/python', 'check.py'], lacks: ['stream', 'key'] },
  {
    name: 'litellm-proxy',
    title: "LiteLLM's proxy 1.105.7",
    prepare: python,
    command: ['venv/bin/python', 'check.py'],
    lacks: ['stream', 'key'],
  },
  { name: 'openai-go', title: 'openai-go 3.99.0', prepare: [['go', 'mod', 'tidy']], command: ['go', 'run', '.'] },
  { name: 'openai-java', title: 'openai-java 4.101.0', command: maven },
  {
    name: 'go-openai',
    title: 'sashabaranov/go-openai 1.43.0',
    prepare: [['go', 'mod', 'tidy']],
    command: ['go', 'run', '.'],
    lacks: ['stream', 'key'],
  },
  { name: 'langchain4j', title: 'langchain4j 1.19.0', command: maven, lacks: ['stream', 'key'] },
  { name: 'spring-ai', title: 'Spring AI 1.1.2', command: maven, lacks: ['stream', 'edit', 'mask', 'key'] },
  {
    name: 'async-openai',
    title: 'async-openai 0.43.0',
    prepare: [['cargo', 'build', '--quiet', '-j1']],
    command: ['cargo', 'run', '--quiet', '-j1'],
    lacks: ['key'],
  },
  {
    name: 'haystack',
    title: 'Haystack 3.4.1',
    prepare: python,
    command: ['venv/bin/python', 'check.py'],
    lacks: ['stream', 'edit', 'mask', 'key'],
  },
]

/** For each kind of manifest, a function that changes it so that the newest releases are installed. */
const UNPINNED = {
  'package.json': (text) => {
    const manifest = JSON.parse(text)
    for (const name of Object.keys(manifest.dependencies)) manifest.dependencies[name] = 'latest'
    return JSON.stringify(manifest)
  },
  'requirements.txt': (text) => text.replaceAll(/==.*$/gm, ''),
  // Removes all required modules. `go mod tidy` then adds the newest release of each module that the code imports.
  'go.mod': (text) => text.replaceAll(/^require .*$/gm, ''),
  'pom.xml': (text) =>
    text.replaceAll(/<dependency>[^]*?<\/dependency>/g, (dependency) =>
      dependency.replace(/<version>.*<\/version>/, '<version>RELEASE</version>'),
    ),
  'Cargo.toml': (text) => text.replaceAll(/"=[\d.]+"/g, '"*"'),
}

/** Removes the pinned versions from the manifest in this folder, so that the newest releases are installed. */
export function unpin(folder) {
  for (const [file, change] of Object.entries(UNPINNED)) {
    const path = join(folder, file)
    if (existsSync(path)) writeFileSync(path, change(readFileSync(path, 'utf8')))
  }
  rmSync(join(folder, 'Cargo.lock'), { force: true })
}
