import { Controller } from '@hotwired/stimulus'

// The summary of errors takes the focus and leads to the fields, also to those behind a combobox.
export default class extends Controller {
  connect() {
    this.element.focus()
  }

  jump(event) {
    event.preventDefault()
    const named = document.getElementById(event.currentTarget.hash.slice(1))
    const input = named?.hidden ? named.parentElement.querySelector('input') : named?.querySelector('input') ?? named
    input?.scrollIntoView({ block: 'center' })
    input?.focus({ preventScroll: true })
  }
}
