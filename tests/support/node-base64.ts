// Adds the base64 and hex methods of Uint8Array, which the Workers runtime has but Node 24 does not have yet. The tests of adapters that
// run in Node need them.
Uint8Array.fromBase64 ??= (text: string) => Uint8Array.from(Buffer.from(text, 'base64'))
// oxlint-disable-next-line no-extend-native
Uint8Array.prototype.toBase64 ??= function (this: Uint8Array, options?: { alphabet?: 'base64' | 'base64url' }) {
  return Buffer.from(this).toString(options?.alphabet ?? 'base64')
}
// oxlint-disable-next-line no-extend-native
Uint8Array.prototype.toHex ??= function (this: Uint8Array) {
  return Buffer.from(this).toString('hex')
}
