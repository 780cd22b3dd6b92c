import { Controller } from '@hotwired/stimulus'

// A form whose answer is shown once is sent once: a second press would bring an answer without it.
export default class extends Controller {
  connect() {
    this.sent = false
    addEventListener('pageshow', this.back)
  }

  disconnect() {
    removeEventListener('pageshow', this.back)
  }

  // submit
  send(event) {
    if (this.sent) event.preventDefault()
    this.sent = true
  }

  back = () => { this.sent = false }
}
