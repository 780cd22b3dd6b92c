import { Controller } from '@hotwired/stimulus'
import { focusFirst } from '../focus.js'

// The one <dialog> of the page: opens when its frame gets something, empties when it closes.
export default class extends Controller {
  static targets = ['frame']

  connect() {
    this.element.addEventListener('close', this.emptied)
    document.addEventListener('click', this.called, true)
  }

  disconnect() {
    this.element.removeEventListener('close', this.emptied)
    document.removeEventListener('click', this.called, true)
  }

  // A link in a menu is hidden when the dialog closes; the button of the menu stands for it then.
  called = event => {
    const link = event.target.closest?.('[data-turbo-frame="dialog-frame"]')
    if (!link || this.element.contains(link)) return
    const menu = link.closest('[popover]')
    this.opener = menu ? menu.opener ?? document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`) : link
  }

  // turbo:frame-load of the frame
  open() {
    if (this.frameTarget.childElementCount === 0) return this.close()
    if (!this.element.open) this.element.showModal()
    // A refresh of the page behind leaves an open dialog alone.
    this.element.setAttribute('data-turbo-permanent', '')
    focusFirst(this.frameTarget, '[aria-invalid]', '.error-summary', '[autofocus]', 'input, select, textarea',
      '.sheet-foot .btn-primary, button')
  }

  close() {
    if (this.element.open) this.element.close()
  }

  // The link leads back where JavaScript is absent; here the page behind is still there.
  leave(event) {
    event.preventDefault()
    this.close()
  }

  // turbo:submit-end: the server has accepted, the page behind refreshes itself
  submitted(event) {
    if (!event.detail.success) return
    this.element.returnValue = 'done'
    this.close()
  }

  // A click on the backdrop is a click on the dialog itself; what was typed must not be lost by a slip.
  slipped(event) {
    if (event.target === this.element && !this.typed) this.close()
  }

  get typed() {
    return [...this.element.querySelectorAll('input:not([type=hidden]), textarea')].some(input =>
      input.type === 'checkbox' || input.type === 'radio' ? input.checked !== input.defaultChecked : input.value !== input.defaultValue)
  }

  emptied = () => {
    const done = this.element.returnValue === 'done'
    this.element.returnValue = ''
    const many = this.frameTarget.querySelector('input[name=id]') !== null
    this.element.removeAttribute('data-turbo-permanent')
    this.frameTarget.removeAttribute('src')
    this.frameTarget.replaceChildren()
    if (document.activeElement === document.body) this.opener?.focus({ preventScroll: true })
    this.dispatch(done ? 'done' : 'cancelled', { target: document, detail: { many } })
  }
}
