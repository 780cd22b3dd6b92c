import { Controller } from '@hotwired/stimulus'

// A frame of our own site as tall as what it shows, so that it has no scroll bar of its own.
export default class extends Controller {
  connect() {
    this.element.addEventListener('load', this.fit)
    addEventListener('resize', this.fit)
    this.fit()
  }

  disconnect() {
    this.element.removeEventListener('load', this.fit)
    removeEventListener('resize', this.fit)
  }

  fit = () => {
    const shown = this.element.contentDocument?.documentElement
    const filled = shown?.querySelector('.page')
    this.element.classList.toggle('is-filled', Boolean(filled))
    if (filled) this.element.style.height = `${filled.scrollHeight + 32}px`
  }
}
