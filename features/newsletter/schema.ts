/** What a form sent, as far as it is used. */
export type SubscribeInput = { email: string; source: string; honeypot: string }

/** Reads the newsletter form. Missing and repeated fields are as good as empty. */
export function readSubscribeForm(form: FormData): SubscribeInput {
  const text = (name: string, limit: number) => {
    const value = form.get(name)
    return typeof value === 'string' ? value.slice(0, limit) : ''
  }
  const source = text('source', 400)
  return {
    email: text('email', 400),
    source: /^\/(?!\/)[\w/-]*$/.test(source) ? source : '',
    honeypot: text('website', 100),
  }
}
