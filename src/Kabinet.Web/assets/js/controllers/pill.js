import { Controller } from '@hotwired/stimulus'

// The status of a row: its click shows the steps allowed now under the word, in the one popover that all rows share.
export default class extends Controller {
  open(event) {
    const popup = document.getElementById('transitions-popup')
    if (!popup || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const frame = popup.querySelector('turbo-frame')
    frame.replaceChildren()
    frame.src = this.element.href
    frame.addEventListener('turbo:frame-load', () => this.place(popup), { once: true })
    popup.showPopover()
    this.place(popup)
  }

  place(popup) {
    const { left, bottom, top } = this.element.getBoundingClientRect()
    const above = bottom + popup.offsetHeight + 8 > innerHeight
    popup.dataset.placed = ''
    popup.style.left = `${Math.min(left, innerWidth - popup.offsetWidth - 8)}px`
    popup.style.top = `${above ? Math.max(8, top - popup.offsetHeight - 5) : bottom + 5}px`
  }
}
