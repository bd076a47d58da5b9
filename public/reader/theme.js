// Runs before the first paint: it stands in <head> without async or defer.
const root = document.documentElement
try {
  const saved = localStorage.getItem('theme')
  if (saved === 'light' || saved === 'dark') root.dataset.theme = saved
} catch {
  // Storage may be forbidden; then the system's theme stays.
}
