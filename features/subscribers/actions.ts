'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { loadSite } from '@/features/settings/loaders.ts'
import { AppError } from '@/lib/errors.ts'
import { requestScope } from '@/lib/request-scope.ts'
import { readSubscribeForm } from './schema.ts'
import { subscribe } from './worker.ts'

/**
 * Takes the newsletter form. Known and unknown addresses get the same answer. Refused input is left in the request's
 * scope, where the page that shows the form again finds it: there is no cookie and no address in the address bar.
 */
export async function subscribeAction(form: FormData): Promise<void> {
  const { email, source, honeypot, newsletters } = readSubscribeForm(form)
  const { publication, t } = await loadSite()
  if (honeypot === '') {
    const list = await headers()
    try {
      await subscribe({
        email,
        newsletters,
        language: publication.language,
        text: t.newsletter.consent,
        page: source,
        address: list.get('x-testata-address') ?? '',
        userAgent: (list.get('user-agent') ?? '').slice(0, 300),
      })
    } catch (error) {
      const scope = requestScope.getStore()
      if (!(error instanceof AppError) || error.code !== 'email-invalid' || !scope) throw error
      scope.form = { form: 'newsletter', error: 'email-invalid', values: { email, source }, newsletters }
      return
    }
  }
  redirect('/newsletter/thanks')
}
