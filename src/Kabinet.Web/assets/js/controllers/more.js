import { Controller } from '@hotwired/stimulus'
import { fetchHere } from '../session.js'

// «Ещё»: the link leads to the next page of a list; with JavaScript its items are appended here instead.
export default class extends Controller {
  static targets = ['list', 'link']
  static values = { name: String }

  async load(event) {
    const link = event.currentTarget
    event.preventDefault()
    link.setAttribute('aria-busy', 'true')
    const response = await fetchHere(link.href, { headers: { Accept: 'text/html' } })
    if (!response.ok) return window.location.assign(link.href)
    const page = new DOMParser().parseFromString(await response.text(), 'text/html')
    const next = page.querySelector(`[data-more-name-value="${CSS.escape(this.nameValue)}"]`)
    if (!next) return window.location.assign(link.href)
    const first = this.append(next)
    first?.querySelector('a, button')?.focus()
  }

  append(next) {
    const known = new Set([...this.listTarget.children].map(item => item.id).filter(Boolean))
    const items = [...next.querySelector('[data-more-target=list]').children].filter(item => !known.has(item.id))
    this.listTarget.append(...items)
    const link = next.querySelector('[data-more-target=link]')
    link ? this.linkTarget.replaceWith(link) : this.linkTarget.remove()
    return items[0]
  }
}
