// In a preview of the whole site, links lead on within the preview. Without this script its bar does the same.
const base = document.getElementById('preview-bar')?.dataset.base

if (base) {
  document.addEventListener('click', (event) => {
    const target = /** @type {Element | null} */ (event.target)
    const link = target?.closest('a')
    if (!link || event.defaultPrevented || event.button !== 0 || link.target || link.hasAttribute('download'))
      return
    const { origin, pathname, search, hash } = new URL(link.href)
    if (origin !== location.origin || /^\/(?:preview|admin|media)\//.test(pathname)) return
    if (pathname === location.pathname && hash) return
    event.preventDefault()
    const address = base + (pathname === '/' ? '' : pathname) + search + hash
    if (event.metaKey || event.ctrlKey || event.shiftKey) window.open(address, '_blank', 'noopener')
    else location.assign(address)
  })
}
