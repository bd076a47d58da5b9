'use server'

import { redirect } from 'next/navigation'
import { loadSite } from '@/features/settings/loaders.ts'
import { AppError } from '@/lib/errors.ts'
import { requestScope } from '@/lib/request-scope.ts'
import { subscribe } from './mutations.ts'
import { readSubscribeForm } from './schema.ts'

/**
 * Takes the newsletter form. Known and unknown addresses get the same answer. Refused input is left in the request's
 * scope, where the page that shows the form again finds it: there is no cookie and no address in the address bar.
 */
export async function subscribeAction(form: FormData): Promise<void> {
  const { email, source, honeypot } = readSubscribeForm(form)
  const { publication, t } = await loadSite()
  if (honeypot === '') {
    try {
      await subscribe({ email, language: publication.language, consentText: t.newsletter.consent, source })
    } catch (error) {
      const scope = requestScope.getStore()
      if (!(error instanceof AppError) || error.code !== 'email-invalid' || !scope) throw error
      scope.form = { form: 'newsletter', error: 'email-invalid', values: { email, source } }
      return
    }
  }
  redirect('/newsletter/thanks')
}
