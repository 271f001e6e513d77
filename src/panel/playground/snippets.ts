// Shows a request as code: a curl command and complete programs. Only the programs for OpenAI's SDK and for MCP need a package. The curl
// command and the Java program print the whole response. The program for MCP prints all texts of the tool's result. The other programs
// print only the URL of the first picture. If the request asks for a description of a picture, they print the description instead.
import type { GenerateRequest } from './capabilities.ts'

export interface SnippetContext {
  /** For example `https://images.example.com/v1`. */
  baseUrl: string
  request: GenerateRequest
}
type Snippet = (context: SnippetContext) => string

const pretty = (value: unknown, indent: number): string => JSON.stringify(value, null, 2).replaceAll('\n', `\n${' '.repeat(indent)}`)
/** Quotes a text so that a shell takes it literally. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

const curl: Snippet = ({ baseUrl, request }) => `curl -sS ${quoted(`${baseUrl}/generate`)} \\
  -H "Authorization: Bearer $CMA_KEY" \\
  -H 'Content-Type: application/json' \\
  -d ${quoted(pretty(request, 2))}
`

const typescript: Snippet = ({ baseUrl, request }) => `const answer = await fetch('${baseUrl}/generate', {
  method: 'POST',
  headers: { authorization: \`Bearer \${process.env.CMA_KEY}\`, 'content-type': 'application/json' },
  body: JSON.stringify(${pretty(request, 2)}),
})
const generation = await answer.json()
if (!answer.ok) throw new Error(generation.detail)
console.log(generation.images[0]?.url ?? generation.texts[0])
`

const python: Snippet = ({ baseUrl, request }) => `import json, os, urllib.request

request = urllib.request.Request(
    "${baseUrl}/generate",
    headers={"Authorization": f"Bearer {os.environ['CMA_KEY']}", "Content-Type": "application/json"},
    data=json.dumps(json.loads(r"""${pretty(request, 4).replaceAll('"""', String.raw`\u0022\u0022\u0022`)}""")).encode(),
)
generation = json.load(urllib.request.urlopen(request))
print(generation["images"][0]["url"] if generation["images"] else generation["texts"][0])
`

const go: Snippet = ({ baseUrl, request }) => `package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
)

func main() {
	body := ${JSON.stringify(JSON.stringify(request))}
	request, _ := http.NewRequest("POST", "${baseUrl}/generate", strings.NewReader(body))
	request.Header.Set("Authorization", "Bearer "+os.Getenv("CMA_KEY"))
	request.Header.Set("Content-Type", "application/json")
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer answer.Body.Close()
	var generation struct {
		Images []struct{ URL string }
		Texts  []string
		Detail string
	}
	if err := json.NewDecoder(answer.Body).Decode(&generation); err != nil {
		panic(err)
	}
	if answer.StatusCode >= 400 {
		panic(generation.Detail)
	}
	if len(generation.Images) > 0 {
		fmt.Println(generation.Images[0].URL)
	} else {
		fmt.Println(generation.Texts[0])
	}
}
`

const java: Snippet = ({ baseUrl, request }) => `import java.net.URI;
import java.net.http.*;

class Generate {
    public static void main(String[] arguments) throws Exception {
        var body = ${JSON.stringify(JSON.stringify(request))};
        var request = HttpRequest.newBuilder(URI.create("${baseUrl}/generate"))
            .header("Authorization", "Bearer " + System.getenv("CMA_KEY"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 400) throw new RuntimeException(answer.body());
        System.out.println(answer.body());
    }
}
`

/**
 * The fields that a program for OpenAI's SDK sends under the names that they have in the generation API. OpenAI's own API lacks some of
 * them, for example `max_cost_micros`; the platform accepts them from OpenAI's SDK, too.
 */
const OPENAI_FIELDS = [
  'model',
  'prompt',
  'n',
  'size',
  'quality',
  'style',
  'seed',
  'negative_prompt',
  'aspect_ratio',
  'resolution',
  'metadata',
  'max_cost_micros',
  'provider_options',
  'on_unsupported',
] as const
const OPENAI_SPELLED_OTHERWISE = ['operation', 'output', 'inputs']

/**
 * Returns whether OpenAI's API can express a request. OpenAI's API can only generate and edit. A request with a mask is excluded, because
 * OpenAI's masks are transparent in the area to change; ours are white there.
 */
function fitsOpenai(request: GenerateRequest): boolean {
  const known = new Set<string>([...OPENAI_FIELDS, ...OPENAI_SPELLED_OTHERWISE])
  return ['generate', 'edit'].includes(request.operation ?? 'generate') && Object.keys(request).every((name) => known.has(name))
}

const openai: Snippet = ({ baseUrl, request }) => {
  const { output, inputs } = request
  const body = {
    ...Object.fromEntries(OPENAI_FIELDS.flatMap((name) => (request[name] === undefined ? [] : [[name, request[name]]]))),
    output_format: output?.format,
    background: output?.background,
    output_compression: output?.compression,
    response_format: 'url',
  }
  const head = `import OpenAI from 'openai'

const client = new OpenAI({ baseURL: '${baseUrl}', apiKey: process.env.CMA_KEY })
`
  if (inputs === undefined) {
    return `${head}const { data } = await client.images.generate(${pretty(body, 0)})
console.log(data[0].url)
`
  }
  const images = inputs.map(({ asset_id: assetId }) => ({ file_id: assetId }))
  return `${head}const { data } = await client.post('/images/edits', { body: ${pretty({ ...body, images }, 0)} })
console.log(data[0].url)
`
}

/** The fields that the MCP tools `generate_image` and `edit_image` both accept, as in src/generation-service/mcp/tools.ts. */
const SHARED = [
  'prompt',
  'model',
  'n',
  'size',
  'aspect_ratio',
  'resolution',
  'seed',
  'output',
  'on_unsupported',
  'max_cost_micros',
] as const
const TOOLS = {
  generate_image: [...SHARED, 'negative_prompt', 'quality', 'style', 'provider_options'],
  edit_image: [...SHARED, 'operation', 'inputs', 'mask', 'strength'],
  describe_image: ['inputs', 'prompt', 'model', 'max_cost_micros'],
} as const satisfies Record<string, readonly (keyof GenerateRequest)[]>

function toolOf({ operation = 'generate' }: GenerateRequest): keyof typeof TOOLS {
  return operation === 'generate' ? 'generate_image' : operation === 'describe' ? 'describe_image' : 'edit_image'
}

/** Returns whether a tool can express the request: each field except `operation`, which selects the tool, must be an argument of it. */
const fitsMcp = (request: GenerateRequest): boolean => {
  const known = new Set<string>([...TOOLS[toolOf(request)], 'operation'])
  return Object.keys(request).every((name) => known.has(name))
}

const mcp: Snippet = ({ baseUrl, request }) => {
  const name = toolOf(request)
  const known = new Set<string>(TOOLS[name])
  const call = { name, arguments: Object.fromEntries(Object.entries(request).filter(([field]) => known.has(field))) }
  return `import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

const client = new Client({ name: 'my-agent', version: '1' })
await client.connect(
  new StreamableHTTPClientTransport(new URL('${new URL('/mcp', baseUrl).href}'), {
    requestInit: { headers: { Authorization: \`Bearer \${process.env.CMA_KEY}\` } },
  }),
)
const { content, isError } = await client.callTool(${pretty(call, 0)})
for (const part of content) if (part.type === 'text') console.log(part.text)
await client.close()
if (isError) process.exit(1)
`
}

const DEFAULTS: Partial<GenerateRequest> = {
  operation: 'generate',
  n: 1,
  on_unsupported: 'reject',
  deadline_ms: 600_000,
}

/**
 * Returns the request as a snippet shows it: only what the user has chosen. Fields with their default value are left out. `partial_images`
 * is left out, too. The playground needs it to draw previews while a picture is made. A snippet waits for the finished picture and shows
 * no previews, and some providers bill each preview.
 */
export function asCode(request: GenerateRequest): GenerateRequest {
  const kept = Object.entries(request).filter(
    ([name, value]) => name !== 'partial_images' && DEFAULTS[name as keyof GenerateRequest] !== value,
  )
  const inputs = request.inputs?.map(({ role, ...input }) => (role === undefined || role === 'image' ? input : { ...input, role }))
  return { ...(Object.fromEntries(kept) as GenerateRequest), ...(inputs === undefined ? {} : { inputs }) }
}

export const SNIPPETS: Record<string, { title: string; of: Snippet; for: (request: GenerateRequest) => boolean }> = {
  curl: { title: 'curl', of: curl, for: () => true },
  typescript: { title: 'TypeScript', of: typescript, for: () => true },
  python: { title: 'Python', of: python, for: () => true },
  go: { title: 'Go', of: go, for: () => true },
  java: { title: 'Java', of: java, for: () => true },
  mcp: { title: 'MCP', of: mcp, for: fitsMcp },
  openai: { title: 'OpenAI SDK', of: openai, for: fitsOpenai },
}
