import { Controller } from '@hotwired/stimulus'

// Puts a placeholder where the cursor was last, so that nobody has to type its braces.
export default class extends Controller {
  static targets = ['field']

  fieldTargetConnected(field) {
    field.addEventListener('focus', () => { this.last = field })
  }

  put({ params: { text } }) {
    const field = this.last ?? this.fieldTargets.at(-1)
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
    field.dispatchEvent(new Event('input', { bubbles: true }))
    field.focus()
  }
}
