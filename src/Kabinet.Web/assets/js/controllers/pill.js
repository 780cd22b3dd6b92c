import { Controller } from '@hotwired/stimulus'

// The statuses of a list: a click on one shows the steps allowed now under the word, in the one popover that all rows share.
export default class extends Controller {
  open(event) {
    const pill = event.target.closest('a[href^="/frame/transitions/"]')
    const popup = document.getElementById('transitions-popup')
    if (!pill || !popup || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    popup.opener = pill
    const frame = popup.querySelector('turbo-frame')
    frame.replaceChildren()
    frame.src = pill.href
    frame.addEventListener('turbo:frame-load', () => {
      this.place(popup, pill)
      popup.querySelector('a, button')?.focus({ preventScroll: true })
    }, { once: true })
    popup.showPopover()
    this.place(popup, pill)
  }

  place(popup, pill) {
    const { left, bottom, top } = pill.getBoundingClientRect()
    const above = bottom + popup.offsetHeight + 8 > innerHeight
    popup.dataset.placed = ''
    popup.style.left = `${Math.min(left, innerWidth - popup.offsetWidth - 8)}px`
    popup.style.top = `${above ? Math.max(8, top - popup.offsetHeight - 5) : bottom + 5}px`
  }
}
