// Before the first paint: whoever follows the system gets its theme, and what is only for those without JavaScript steps back. A classic
// script in the head, so that nothing flashes.
;(() => {
  const root = document.documentElement
  root.classList.add('js')
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const paint = () => {
    if (!root.dataset.theme) root.dataset.bsTheme = dark.matches ? 'dark' : 'light'
  }
  paint()
  dark.addEventListener('change', paint)
})()
