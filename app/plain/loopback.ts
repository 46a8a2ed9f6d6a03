/** Whether a name or address, as in a setting or as `URL.hostname` gives it, is this very computer (RFC 6761, RFC 4291). */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/i.test(host)
}
