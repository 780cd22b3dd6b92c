import { Controller } from '@hotwired/stimulus'

const ITEMS = 'a, button, input:not([type=hidden]), [role=menuitem]'

// On a native popover: puts it under its button, moves among its items by arrows, and closes it when what it offers was done. A form marked
// as a choice (data-popup-target="choice") is applied by Enter, its button or a click beside; Esc leaves everything as it was. Without
// JavaScript
// it opens in the middle.
export default class extends Controller {
  static targets = ['choice']

  connect() {
    this.element.addEventListener('toggle', this.toggled)
    this.element.addEventListener('keydown', this.pressed)
    this.element.addEventListener('turbo:submit-end', this.applied)
    document.addEventListener('keydown', this.called)
  }

  disconnect() {
    this.element.removeEventListener('toggle', this.toggled)
    this.element.removeEventListener('keydown', this.pressed)
    this.element.removeEventListener('turbo:submit-end', this.applied)
    document.removeEventListener('keydown', this.called)
  }

  get button() {
    return document.querySelector(`[popovertarget="${CSS.escape(this.element.id)}"]`)
  }

  get isOpen() {
    return this.element.matches(':popover-open')
  }

  get items() {
    return [...this.element.querySelectorAll(ITEMS)].filter(item => item.checkVisibility() && !item.disabled)
  }

  toggled = event => {
    const open = event.newState === 'open'
    this.button?.setAttribute('aria-expanded', String(open))
    if (!open) return this.closed()
    this.escaped = false
    this.place()
    const first = this.element.querySelector('[autofocus]') ?? (this.isMenu ? this.items[0] : null)
    // The browser tells of it later; whoever has gone on among the items by then is not called back.
    if (!this.element.contains(document.activeElement)) first?.focus({ preventScroll: true })
  }

  get isMenu() {
    return this.button?.getAttribute('aria-haspopup') === 'menu'
  }

  closed() {
    for (const form of this.choiceTargets) {
      if (this.escaped) form.reset()
      else if (this.isChanged(form)) form.requestSubmit()
    }
  }

  // change on a choice: what has one answer is applied with it
  choose(event) {
    if (event.target.type === 'radio') this.element.hidePopover()
  }

  isChanged(form) {
    return [...form.elements].some(input =>
      input.type === 'checkbox' || input.type === 'radio' ? input.checked !== input.defaultChecked
        : input.matches('input:not([type=hidden])') && input.value !== input.defaultValue)
  }

  // turbo:submit-end: the page is drawn again, and the focus stands where the menu was called from
  applied = event => {
    if (!event.detail.success || this.staysInside(event.target)) return
    this.escaped = true
    for (const open of document.querySelectorAll('.popup:popover-open')) open.hidePopover()
    document.addEventListener('turbo:render', () => {
      if (document.activeElement === document.body) this.button?.focus({ preventScroll: true })
    }, { once: true })
  }

  // A search among the options answers in a frame of the popup.
  staysInside(form) {
    const frame = form.closest('turbo-frame')
    const target = form.dataset.turboFrame ?? frame?.getAttribute('target')
    return this.element.contains(frame) && (!target || target === frame.id)
  }

  place() {
    const button = this.button?.getBoundingClientRect()
    if (!button) return
    this.element.dataset.placed = ''
    const { offsetWidth: width, offsetHeight: height } = this.element
    const right = button.left + width > innerWidth - 8
    const above = button.bottom + height + 8 > innerHeight && button.top - height - 8 > 0
    this.element.style.left = `${Math.max(8, right ? Math.min(button.right, innerWidth - 8) - width : button.left)}px`
    this.element.style.top = `${above ? button.top - height - 5 : button.bottom + 5}px`
  }

  // An arrow on the button of a menu opens it, or goes into it where it is open.
  called = event => {
    if (event.key === 'Escape' && this.isOpen) this.escaped = true
    if (event.target !== this.button || !this.isMenu || !['ArrowDown', 'ArrowUp'].includes(event.key)) return
    event.preventDefault()
    if (!this.isOpen) this.element.showPopover({ source: this.button })
    this.items.at(event.key === 'ArrowUp' ? -1 : 0)?.focus()
  }

  pressed = event => {
    const items = this.items
    const at = items.indexOf(document.activeElement)
    const next = { ArrowDown: (at + 1) % items.length, ArrowUp: at < 0 ? -1 : at - 1, Home: 0, End: -1 }[event.key]
    if (next === undefined || event.target.matches('input:not([type=checkbox],[type=radio]), textarea, select')) return
    event.preventDefault()
    items.at(next)?.focus()
  }
}
