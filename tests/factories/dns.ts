import type { DomainResolver } from '@/features/mail/spf.ts'

/** Names and their records, as `TXT name`, `MX name`, `A name`, `AAAA name`, `PTR address`. */
export type Zone = Record<string, string[]>

/** A name server that knows these records and no others. */
export function resolverOf(zone: Zone): DomainResolver {
  const find = async (key: string) => {
    const found = zone[key]
    if (!found) throw Object.assign(new Error(key), { code: 'ENOTFOUND' })
    return found
  }
  return {
    // As DNS has it: a long text comes in pieces.
    resolveTxt: async (name) => (await find(`TXT ${name}`)).map((text) => text.match(/.{1,100}/gs) ?? []),
    resolveMx: async (name) => (await find(`MX ${name}`)).map((exchange) => ({ exchange, priority: 10 })),
    resolve4: (name) => find(`A ${name}`),
    resolve6: (name) => find(`AAAA ${name}`),
    reverse: (address) => find(`PTR ${address}`),
  }
}
