// Who works by keyboard goes on where he was: when what had the focus is drawn anew, the same link or button gets it, else the heading.
// Without this the focus falls to the top of the document after each saved field and each step.
const REMEMBERED = 3
let recent = []
let path = location.pathname
let held = false
let sent = false

const selectorOf = element => {
  const link = element.closest('a[href]:not([data-edit-target])')
  if (link) return `a[href="${CSS.escape(link.getAttribute('href'))}"]`
  const action = element.closest('button')?.form?.getAttribute('action')
  return action ? `form[action="${CSS.escape(action)}"] button` : null
}

document.addEventListener('focusin', event => {
  // A dialog gives the focus back itself.
  const selector = event.target.closest('dialog') ? null : selectorOf(event.target)
  if (selector) recent = [selector, ...recent.filter(known => known !== selector)].slice(0, REMEMBERED)
})

// A button is disabled while its form is on its way, and loses the focus before anything is drawn.
document.addEventListener('turbo:submit-start', () => {
  sent = true
})

// Only what a form or the drawing itself takes the focus from gives it back.
for (const kind of ['turbo:before-render', 'turbo:before-frame-render'])
  document.addEventListener(kind, () => {
    held = sent || document.activeElement !== document.body
    sent = false
  })

// In a frame the form stood where its link stands again; on a page what was pressed may be gone, and then nothing else is meant.
document.addEventListener('turbo:frame-render', () => restore(recent))

document.addEventListener('turbo:render', () => {
  if (location.pathname === path) return restore(recent.slice(0, 1), document.querySelector('#main h1'))
  path = location.pathname
  recent = []
})

function restore(wanted, heading) {
  if (!held || document.activeElement !== document.body) return
  const known = wanted.flatMap(selector => [...document.querySelectorAll(selector)]).find(element => element.checkVisibility())
  if (!known && heading) heading.tabIndex = -1
  const place = known ?? heading
  place?.focus({ preventScroll: true })
}
