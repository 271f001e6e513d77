// Pictures of noise, the same in every run.
import { crc32, deflateSync } from 'node:zlib'

const chunk = (type, data) => {
  const named = Buffer.concat([Buffer.from(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(named), 4)
  return Buffer.concat([frame.subarray(0, 4), named, frame.subarray(4)])
}

/** Makes a PNG of noise. The number of bits per sample determines its size in bytes. */
function png(width, height, bits) {
  const lines = Buffer.alloc(height * (1 + width * 3))
  let seed = 12345
  for (let at = 0; at < lines.length; at++) {
    seed ^= seed << 13
    seed ^= seed >>> 17
    seed ^= seed << 5
    if (at % (1 + width * 3) !== 0) lines[at] = (seed >>> 8) & ((1 << bits) - 1)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10])
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(lines, { level: 1 })), chunk('IEND', Buffer.alloc(0))])
}

export const pictures = { small: png(64, 52, 8), large: png(1024, 1024, 4), huge: png(1856, 1856, 8) }
