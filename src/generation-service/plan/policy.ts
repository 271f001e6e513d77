const escape = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

/** The first blocked word or phrase in a prompt, as a whole word, without case, however it is spaced; null where there is none. */
export function brokenTerm(prompt: string, blockedTerms: readonly string[]): string | null {
  const text = prompt.normalize('NFKC')
  for (const term of blockedTerms) {
    const words = term.normalize('NFKC').trim().split(/\s+/u).filter(Boolean)
    if (words.length === 0) continue
    const pattern = new RegExp(String.raw`(?<![\p{L}\p{N}_])${words.map(escape).join(String.raw`[\s\p{P}]+`)}(?![\p{L}\p{N}_])`, 'iu')
    if (pattern.test(text)) return term
  }
  return null
}
