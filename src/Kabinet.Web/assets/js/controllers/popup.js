import { Controller } from '@hotwired/stimulus'

// On a native popover: puts it under its button and moves among its items by arrows. Without JavaScript it opens in the middle.
export default class extends Controller {
  connect() {
    this.element.addEventListener('toggle', this.toggled)
    this.element.addEventListener('keydown', this.pressed)
  }

  disconnect() {
    this.element.removeEventListener('toggle', this.toggled)
    this.element.removeEventListener('keydown', this.pressed)
  }

  get button() {
    return document.querySelector(`[popovertarget="${CSS.escape(this.element.id)}"]`)
  }

  toggled = event => {
    const open = event.newState === 'open'
    this.button?.setAttribute('aria-expanded', String(open))
    if (!open) return
    this.place()
    this.element.querySelector('[autofocus]')?.focus()
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

  pressed = event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (!step || event.target.matches('input:not([type=checkbox],[type=radio]), textarea, select')) return
    event.preventDefault()
    const items = [...this.element.querySelectorAll('a, button, input')]
    items.at((items.indexOf(document.activeElement) + step) % items.length)?.focus()
  }
}
