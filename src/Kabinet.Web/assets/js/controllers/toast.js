import { Controller } from '@hotwired/stimulus'

// A word about what has been done goes away by itself; a failure stays until it is read. Nothing goes while the pointer or focus is on it.
export default class extends Controller {
  connect() {
    if (this.element.dataset.tone !== 'late') this.wait()
  }

  disconnect() {
    clearTimeout(this.timer)
  }

  wait() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.element.matches(':hover, :focus-within') ? this.wait() : this.close(), 6000)
  }

  close() {
    this.element.remove()
  }
}
