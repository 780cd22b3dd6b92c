// Before the first paint: whoever follows the system gets its theme. A classic script in the head, so that nothing flashes.
(() => {
  const root = document.documentElement
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const paint = () => { if (!root.dataset.theme) root.dataset.bsTheme = dark.matches ? 'dark' : 'light' }
  paint()
  dark.addEventListener('change', paint)
})()
