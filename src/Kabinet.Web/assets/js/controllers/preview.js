import { Controller } from '@hotwired/stimulus'

// A file over its page: the arrows go to the files before and after it; Esc closes, as it closes every dialog.
export default class extends Controller {
  static targets = ['previous', 'next']

  connect() {
    document.addEventListener('keydown', this.pressed)
  }

  disconnect() {
    document.removeEventListener('keydown', this.pressed)
  }

  pressed = event => {
    if (event.metaKey || event.ctrlKey || event.altKey) return
    if (event.key === 'ArrowLeft' && this.hasPreviousTarget) this.previousTarget.click()
    if (event.key === 'ArrowRight' && this.hasNextTarget) this.nextTarget.click()
  }
}
