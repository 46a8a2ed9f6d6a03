/** A path of this site to return to, or undefined: never another host ("//evil.example", "/\\evil.example"). */
export function safePath(text: string | null): string | undefined {
  return text && /^\/(?![/\\])[^\u0000-\u0020\\]*$/.test(text) ? text : undefined
}
