// Tests the official client for TypeScript: it connects, lists the tools, makes a picture, and reads the picture's bytes.
import assert from 'node:assert/strict'
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client'

/** @param mode `auto` uses the newest revision that the server offers, `legacy` uses the revision of 2025. */
export async function playTypeScript({ address, key, mode }) {
  const client = new Client({ name: 'check', version: '1' }, { versionNegotiation: { mode } })
  const transport = new StreamableHTTPClientTransport(new URL(address), { requestInit: { headers: { Authorization: `Bearer ${key}` } } })
  await client.connect(transport)
  try {
    const { tools } = await client.listTools()
    assert.equal(tools.length, 8)
    const seen = []
    const made = await client.callTool(
      { name: 'generate_image', arguments: { prompt: 'a lighthouse in fog', size: '512x512' } },
      { onprogress: (progress) => seen.push(progress) },
    )
    assert.ok(!made.isError, made.content[0].text)
    assert.equal(made.structuredContent.status, 'succeeded')
    const link = made.content.find(({ type }) => type === 'resource_link')
    const { contents } = await client.readResource({ uri: link.uri })
    const bytes = Buffer.from(contents[0].blob, 'base64')
    assert.deepEqual([...bytes.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47])
    assert.equal(bytes.length, link.size)
    const thumbnail = made.content.find(({ type }) => type === 'image')
    assert.ok(thumbnail === undefined || Buffer.from(thumbnail.data, 'base64').length <= 65_536)
    const wrong = await client.callTool({ name: 'generate_image', arguments: { prompt: 'a fox', n: 99 } })
    assert.match(wrong.content[0].text, /Example of arguments/)
    console.log(
      `TypeScript, ${mode} (${client.getProtocolEra()}): ${tools.length} tools, ${bytes.length} bytes, ${seen.length} signs of progress`,
    )
  } finally {
    await client.close()
  }
}
