import { Controller } from '@hotwired/stimulus'

// A word about what has been done goes away by itself; a failure stays until it is read. Nothing goes while the pointer or focus is on it.
export default class extends Controller {
  initialize() {
    // The newest word takes the place of the one before; a failure is read first.
    for (const older of this.element.parentElement.querySelectorAll('.toast-line:not([data-tone=late])'))
      if (older !== this.element) older.remove()
  }

  connect() {
    // The page refreshes itself under it: what has been said stays until it is read.
    this.element.dataset.turboPermanent = ''
    if (this.element.dataset.tone !== 'late') this.wait()
  }

  disconnect() {
    clearTimeout(this.timer)
  }

  wait() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => (this.element.matches(':hover, :focus-within') ? this.wait() : this.close()), 6000)
  }

  close() {
    this.element.remove()
  }
}
