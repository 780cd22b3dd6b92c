import { Controller } from '@hotwired/stimulus'

// A text area as high as its text; Ctrl+Enter sends the form.
export default class extends Controller {
  connect() {
    this.fit()
  }

  fit() {
    if (CSS.supports('field-sizing', 'content')) return
    this.element.style.height = 'auto'
    this.element.style.height = `${this.element.scrollHeight + 2}px`
  }

  send(event) {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.element.form.requestSubmit()
  }
}
