import { Controller } from '../vendor/stimulus.js'

// A field edited in its place: Esc leaves it as it was, Ctrl+Enter saves from several lines too.
export default class extends Controller {
  static targets = ['cancel']

  connect() {
    const input = this.element.querySelector('input:not([type=hidden]), select, textarea')
    input?.focus()
    if (input?.type === 'text') input.select()
  }

  pressed(event) {
    if (event.key === 'Escape') this.cancelTarget.click()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.element.querySelector('form').requestSubmit()
  }
}
