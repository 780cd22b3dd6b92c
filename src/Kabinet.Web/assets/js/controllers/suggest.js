import { Controller } from '@hotwired/stimulus'

// What a dialog suggests may depend on what else is chosen in it: the server draws it again. Without JavaScript the button does.
export default class extends Controller {
  static targets = ['again']
  static values = { leading: String }

  connect() {
    if (this.hasAgainTarget) this.againTarget.hidden = true
  }

  changed(event) {
    if (this.hasAgainTarget && this.leadingValue.split(' ').includes(event.target.name)) this.element.requestSubmit(this.againTarget)
  }
}
