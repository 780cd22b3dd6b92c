import { Controller } from '@hotwired/stimulus'
import { isForPage } from '../keys.js'

// A form of a list answers as one types or chooses; its button (class without-js) is only for those without JavaScript. The key / leads to
// the search.
export default class extends Controller {
  connect() {
    if (this.element.role === 'search') document.addEventListener('keydown', this.pressed)
  }

  disconnect() {
    clearTimeout(this.timer)
    document.removeEventListener('keydown', this.pressed)
  }

  later() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.now(), 250)
  }

  now() {
    clearTimeout(this.timer)
    this.element.requestSubmit()
  }

  pressed = event => {
    if (event.key !== '/' || !isForPage(event)) return
    if (document.querySelector('form[role=search]') !== this.element) return
    event.preventDefault()
    this.element.querySelector('input[type=search]').select()
  }
}
