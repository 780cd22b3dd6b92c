// Who works by keyboard goes on where he was: when what had the focus is drawn anew, the same link or button gets it, else the heading.
// Without this the focus falls to the top of the document after each saved field and each step.
const REMEMBERED = 3
let recent = []
let path = location.pathname
let held = false

const selectorOf = element => {
  const link = element.closest('a[href]:not([data-edit-target])')
  if (link) return `a[href="${CSS.escape(link.getAttribute('href'))}"]`
  const action = element.closest('button')?.form?.getAttribute('action')
  return action ? `form[action="${CSS.escape(action)}"] button` : null
}

document.addEventListener('focusin', event => {
  const selector = selectorOf(event.target)
  if (selector) recent = [selector, ...recent.filter(known => known !== selector)].slice(0, REMEMBERED)
})

// Only what the drawing itself takes the focus from gives it back.
for (const kind of ['turbo:before-render', 'turbo:before-frame-render'])
  document.addEventListener(kind, () => {
    held = document.activeElement !== document.body
  })

document.addEventListener('turbo:frame-render', event => restore(event.target))

document.addEventListener('turbo:render', () => {
  if (location.pathname === path) return restore(document.getElementById('main'), 'h1')
  path = location.pathname
  recent = []
})

function restore(within, otherwise) {
  if (!held || document.activeElement !== document.body) return
  const known = recent.flatMap(selector => [...document.querySelectorAll(selector)]).find(element => element.checkVisibility())
  const place = known ?? (otherwise && within?.querySelector(otherwise))
  if (place && !known) place.tabIndex = -1
  place?.focus({ preventScroll: true })
}
