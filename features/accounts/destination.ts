/**
 * Where to go after signing in: a page of the newsroom, never another site. `next` comes from the address bar, so it is
 * judged as a browser would read it: `/admin/..//elsewhere` is no page of ours.
 */
export function destination(next: string): string {
  const here = 'http://newsroom.invalid'
  if (!/^\/admin(?:[/?#][\w/?=&%.#:,+-]*)?$/.test(next) || !URL.canParse(next, here)) return '/admin'
  const { origin, pathname, search, hash } = new URL(next, here)
  const inside = pathname === '/admin' || /^\/admin\/(?!\/)/.test(pathname)
  return origin === here && inside && !pathname.includes('//') ? pathname + search + hash : '/admin'
}
