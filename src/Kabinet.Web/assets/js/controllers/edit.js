import { Controller } from '@hotwired/stimulus'
import { focusFirst } from '../focus.js'

// A form that stands in the place of a value or a row. While it is open, a refresh of the page leaves its frame alone; Esc closes it,
// Ctrl+Enter saves from several lines too.
export default class extends Controller {
  static targets = ['cancel']

  connect() {
    this.frame = this.element.closest('turbo-frame')
    this.frame?.setAttribute('data-turbo-permanent', '')
    this.frame?.addEventListener('keydown', this.pressed)
    const input = this.frame && focusFirst(this.frame, '[aria-invalid]', '[autofocus]', 'input, select, textarea')
    if (input?.type === 'text') input.select()
  }

  disconnect() {
    this.release()
    this.frame?.removeEventListener('keydown', this.pressed)
  }

  // turbo:submit-end: saved, so the refresh that follows may draw the value again
  sent(event) {
    if (event.detail.success) this.release()
  }

  release() {
    this.frame?.removeAttribute('data-turbo-permanent')
  }

  pressed = event => {
    if (event.key === 'Escape' && this.hasCancelTarget) this.cancelTarget.click()
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.element.requestSubmit()
  }
}
