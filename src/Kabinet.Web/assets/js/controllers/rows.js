import { Controller } from '@hotwired/stimulus'

// Rows of a collection in a form: one is added from the template, one is taken away. Without JavaScript the buttons post and the form is
// drawn again.
export default class extends Controller {
  static targets = ['row', 'body', 'template']
  static values = { next: Number }

  add(event) {
    event.preventDefault()
    const html = this.templateTarget.innerHTML.replaceAll('__index__', String(this.nextValue++))
    this.bodyTarget.insertAdjacentHTML('beforeend', html)
    this.rowTargets.at(-1).querySelector('select, input:not([type=hidden])')?.focus()
    this.changed()
  }

  remove(event) {
    event.preventDefault()
    const row = event.currentTarget.closest('[data-rows-target=row]')
    const neighbour = row.nextElementSibling ?? row.previousElementSibling
    row.remove()
    neighbour?.querySelector('select, input:not([type=hidden])')?.focus()
    this.changed()
  }

  changed() {
    this.element.dispatchEvent(new Event('input', { bubbles: true }))
  }
}
