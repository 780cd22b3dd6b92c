// Whether the page was come back to: what was left is found again, and what is opened anew begins at its top.
let returned = performance.getEntriesByType('navigation')[0]?.type === 'back_forward'
document.addEventListener('turbo:visit', event => {
  returned = event.detail.action === 'restore'
})

// True once for a page that was come back to.
export function cameBack() {
  const was = returned
  returned = false
  return was
}
