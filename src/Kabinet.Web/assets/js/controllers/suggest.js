import { Controller } from '@hotwired/stimulus'

// What a dialog suggests may depend on what else is chosen in it. The server suggests anew; only inputs that still hold the earlier
// suggestion take the new one, and nothing else of the dialog is touched. Without JavaScript the button draws the dialog again.
export default class extends Controller {
  static targets = ['again']
  static values = { leading: String }

  connect() {
    if (this.hasAgainTarget) this.againTarget.hidden = true
  }

  async changed(event) {
    if (!this.hasAgainTarget || !this.leadingValue.split(' ').includes(event.target.name)) return
    this.stop()
    const { signal } = this.question = new AbortController()
    // Without an answer (something else is chosen, the dialog is sent or left, the network is gone) the earlier suggestion stays.
    const text = await fetch(this.element.action, { method: 'POST', body: this.typed(), signal })
      .then(answer => answer.text()).catch(() => null)
    if (text && !signal.aborted) this.take(new DOMParser().parseFromString(text, 'text/html'))
  }

  // submit of the form: what is sent is what stands in it
  stop() {
    this.question?.abort()
  }

  disconnect() {
    this.stop()
  }

  take(page) {
    const mark = '_suggested.'
    for (const fresh of page.querySelectorAll(`input[name^="${mark}"]`)) {
      const known = this.element.elements.namedItem(fresh.name)
      const input = this.element.elements.namedItem(fresh.name.slice(mark.length))
      if (!known || !input || input.value !== known.value) continue
      input.value = fresh.value
      known.value = fresh.value
    }
  }

  // Files stay here: nothing is suggested from them.
  typed() {
    const body = new FormData(this.element)
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name)
    body.set(this.againTarget.name, this.againTarget.value)
    return body
  }
}
