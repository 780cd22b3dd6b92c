import { Controller } from '@hotwired/stimulus'

// A form of a list answers as one types or chooses; its button (class without-js) is only for those without JavaScript.
export default class extends Controller {
  disconnect() {
    clearTimeout(this.timer)
  }

  later() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.now(), 250)
  }

  now() {
    clearTimeout(this.timer)
    this.element.requestSubmit()
  }
}
