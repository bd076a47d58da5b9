import { expect, it } from 'vitest'
import { handles } from '@/db/client.ts'
import { systemActor } from '@/features/accounts/policy.ts'
import { findMailSettings } from '@/features/mail/data.ts'
import { changeMail } from '@/features/mail/mutations.ts'
import { checkDomain, sendingBlocked } from '@/features/mail/worker.ts'
import { freshDatabase } from '../../factories/database.ts'
import { addDelivery } from '../../factories/deliveries.ts'
import { resolverOf, type Zone } from '../../factories/dns.ts'

freshDatabase()

const set = async (host: string) =>
  changeMail(systemActor, (await findMailSettings()).lockVersion, (before) => ({
    ...before,
    server: { host, port: 587, secure: false, user: '', password: '' },
    from: 'Il Faro <faro@example.org>',
  }))

/** A name server that counts how often it is asked. */
function counting(zone: Zone) {
  const dns = resolverOf(zone)
  const asked = { times: 0 }
  const resolveTxt = (name: string) => {
    asked.times++
    return dns.resolveTxt(name)
  }
  return { dns: { ...dns, resolveTxt }, asked }
}

it('without a mail server, and with one on this machine, nothing is looked up and nothing blocked', async () => {
  const { dns, asked } = counting({})
  expect([await checkDomain(dns), await sendingBlocked(dns)]).toEqual([null, []])
  await set('127.0.0.1')
  expect([await sendingBlocked(dns), asked.times]).toEqual([[], 0])
})

it('the first issue waits until the domain is right, and what was found is kept for a while', async () => {
  await set('relay.example.org')
  const { dns, asked } = counting({})
  expect(await sendingBlocked(dns)).toEqual(['spf', 'dmarc', 'oneClick'])
  const { times } = asked
  await sendingBlocked(dns)
  expect(asked.times).toBe(times)
  // Another mail server is looked up anew, and so is it when somebody opens the page.
  await set('other.example.org')
  await sendingBlocked(dns)
  expect(asked.times).toBeGreaterThan(times)
  await checkDomain(
    resolverOf({
      'TXT example.org': ['v=spf1 a:other.example.org -all'],
      'TXT _dmarc.example.org': ['v=DMARC1; p=none'],
    }),
  )
  expect(await sendingBlocked(dns)).toEqual(['oneClick'])
})

it('once an issue has gone out to the end nothing is held back any more', async () => {
  await set('third.example.org')
  await addDelivery('ada@example.org')
  handles().writer.exec("UPDATE newsletter_issues SET status = 'cancelled'")
  const { dns } = counting({})
  expect(await sendingBlocked(dns)).not.toEqual([])
  handles().writer.exec("UPDATE newsletter_issues SET status = 'done'")
  expect(await sendingBlocked(dns)).toEqual([])
})
