'use client'

import { Icon } from '@/components/ui/icon.tsx'
import { useWords } from '@/components/ui/words.tsx'

/** Switches between light and dark, and remembers it on this computer. The readers' site has the same memory. */
export function ThemeButton() {
  const t = useWords().shell
  const turn = () => {
    const { dataset } = document.documentElement
    const dark = dataset.theme
      ? dataset.theme === 'dark'
      : window.matchMedia('(prefers-color-scheme: dark)').matches
    dataset.theme = dark ? 'light' : 'dark'
    try {
      localStorage.setItem('theme', dataset.theme)
    } catch {
      // Storage may be forbidden; then the choice lasts as long as the page.
    }
  }
  return (
    <button type="button" className="icon-button" aria-label={t.theme} onClick={turn}>
      <Icon name="theme" />
    </button>
  )
}
