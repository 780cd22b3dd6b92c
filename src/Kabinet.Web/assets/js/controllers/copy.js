import { Controller } from '@hotwired/stimulus'

// Puts a text on the clipboard. The button shows itself only where there is a clipboard; without it the text is selected by one click.
export default class extends Controller {
  static targets = ['text', 'button']

  connect() {
    this.buttonTarget.hidden = !navigator.clipboard
  }

  async copy() {
    await navigator.clipboard.writeText(this.textTarget.innerText.trim())
    this.buttonTarget.querySelector('span').textContent = this.buttonTarget.dataset.done
  }
}
