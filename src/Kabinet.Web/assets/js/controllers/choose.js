import { Controller } from '@hotwired/stimulus'
import { fold } from '../fold.js'

// Narrows a long choice of people by what is typed.
export default class extends Controller {
  static targets = ['find', 'line']

  connect() {
    if (this.hasFindTarget) this.findTarget.hidden = false
  }

  narrow() {
    const sought = fold(this.findTarget.value.trim())
    for (const line of this.lineTargets) line.hidden = !fold(line.textContent).includes(sought)
  }

  // Enter in the search must not send the form; it takes the only one left.
  pressed(event) {
    if (event.key !== 'Enter') return
    event.preventDefault()
    const left = this.lineTargets.filter(line => !line.hidden)
    if (left.length === 1) left[0].querySelector('input').checked = true
  }
}
