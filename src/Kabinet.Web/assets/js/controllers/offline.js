import { Controller } from '@hotwired/stimulus'

// The bar that says there is no connection; the page is fetched again when there is one.
export default class extends Controller {
  connect() {
    addEventListener('online', this.online)
    addEventListener('offline', this.offline)
    document.addEventListener('turbo:fetch-request-error', this.failed)
    if (!navigator.onLine) this.offline()
  }

  disconnect() {
    clearTimeout(this.timer)
    removeEventListener('online', this.online)
    removeEventListener('offline', this.offline)
    document.removeEventListener('turbo:fetch-request-error', this.failed)
  }

  offline = () => {
    this.element.hidden = false
    this.timer ??= setInterval(() => this.try(), 5000)
  }

  failed = event => {
    event.preventDefault()
    this.offline()
  }

  online = () => this.try()

  async try() {
    const answer = await fetch('/brand.svg', { cache: 'no-store' }).catch(() => null)
    if (!answer?.ok) return
    clearInterval(this.timer)
    this.timer = undefined
    this.element.hidden = true
    this.dispatch('back', { target: document })
  }
}
