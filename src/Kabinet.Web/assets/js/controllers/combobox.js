import { Controller } from '@hotwired/stimulus'
import { fold } from '../fold.js'
import { fetchHere } from '../session.js'

let count = 0

// A searchable list over a plain <select>, which stays in the form and keeps the value. The options come from the server under the reader's
// rights.
export default class extends Controller {
  static targets = ['select']
  static values = { url: String, by: String, empty: String, placeholder: String }

  connect() {
    this.built ??= this.build()
    this.show()
  }

  disconnect() {
    clearTimeout(this.timer)
    this.list?.remove()
    this.input?.remove()
    if (this.hasSelectTarget) this.selectTarget.hidden = false
    this.built = undefined
  }

  build() {
    const id = `combobox-${++count}`
    // A page come back to is a copy of what it was, with the list of before in it.
    for (const old of this.element.querySelectorAll('[role=combobox], .combobox-list')) old.remove()
    const select = this.selectTarget
    this.input = Object.assign(document.createElement('input'), {
      type: 'text',
      className: 'form-control',
      autocomplete: 'off',
      id,
      placeholder: this.placeholderValue
    })
    this.list = Object.assign(document.createElement('ul'), { className: 'combobox-list dropdown-menu', id: `${id}-list`, hidden: true })
    this.list.setAttribute('role', 'listbox')
    this.attributes(this.input, { role: 'combobox', 'aria-expanded': 'false', 'aria-autocomplete': 'list', 'aria-controls': this.list.id })
    for (const name of ['aria-describedby', 'aria-invalid', 'aria-required', 'aria-label'])
      if (select.hasAttribute(name)) this.input.setAttribute(name, select.getAttribute(name))
    if (select.classList.contains('is-invalid')) this.input.classList.add('is-invalid')
    const label = this.element.closest('form')?.querySelector(`label[for="${CSS.escape(select.id)}"]`)
    if (label) {
      label.id ||= `${id}-label`
      this.input.setAttribute('aria-labelledby', label.id)
      this.list.setAttribute('aria-labelledby', label.id)
      label.addEventListener('click', () => this.input.focus())
    } else if (select.hasAttribute('aria-label')) this.list.setAttribute('aria-label', select.getAttribute('aria-label'))
    this.input.addEventListener('input', () => this.typed())
    this.input.addEventListener('focus', () => this.input.select())
    this.input.addEventListener('click', () => this.open(''))
    this.input.addEventListener('keydown', event => this.pressed(event))
    this.input.addEventListener('blur', () => this.left())
    this.list.addEventListener('mousedown', event => event.preventDefault())
    this.list.addEventListener('click', event => this.pick(event.target.closest('[role=option]')))
    select.addEventListener('change', () => this.show())
    select.hidden = true
    select.after(this.input, this.list)
    return true
  }

  attributes(element, values) {
    for (const [name, value] of Object.entries(values)) element.setAttribute(name, value)
  }

  show() {
    if (this.input) this.input.value = this.selectTarget.value ? (this.selectTarget.selectedOptions[0]?.text.trim() ?? '') : ''
  }

  typed() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.open(this.input.value), 150)
  }

  async open(sought) {
    const options = await this.find(sought.trim())
    if (!options || document.activeElement !== this.input) return
    this.list.replaceChildren(...options.map((option, index) => this.line(option, index)))
    if (options.length === 0)
      this.list.append(
        Object.assign(document.createElement('li'), { className: 'dropdown-item-text text-secondary', textContent: this.emptyValue })
      )
    this.list.hidden = false
    this.list.classList.add('show')
    this.input.setAttribute('aria-expanded', 'true')
    this.move(options.findIndex(option => option.value === this.selectTarget.value))
  }

  async find(sought) {
    const own = [...this.selectTarget.options]
      .filter(option => option.value)
      .map(option => ({ value: option.value, title: option.text.trim(), beside: option.dataset.beside ?? '' }))
    if (!this.hasUrlValue || !this.urlValue) return own.filter(option => fold(option.title).includes(fold(sought)))
    const asked = (this.asked = (this.asked ?? 0) + 1)
    const url = new URL(this.urlValue, location.origin)
    url.searchParams.set('q', sought)
    for (const key of this.byValue.split(' ').filter(Boolean)) url.searchParams.set(`outer.${key}`, this.typedIn(key))
    const response = await fetchHere(url, { headers: { Accept: 'application/json' } })
    if (!response.ok || asked !== this.asked) return null
    return response.json()
  }

  // What stands now in another input of the same form, or of the same row of it.
  typedIn(key) {
    const select = this.selectTarget
    const row = select.name.slice(0, select.name.lastIndexOf('.') + 1)
    const found = select.form?.elements.namedItem(row + key)
    return (found instanceof RadioNodeList ? [...found].findLast(input => input.type !== 'checkbox' || input.checked) : found)?.value ?? ''
  }

  line(option, index) {
    const line = Object.assign(document.createElement('li'), {
      className: 'dropdown-item',
      id: `${this.list.id}-${index}`,
      textContent: option.title
    })
    this.attributes(line, { role: 'option', 'aria-selected': String(option.value === this.selectTarget.value), 'data-value': option.value })
    if (option.beside)
      line.append(Object.assign(document.createElement('span'), { className: 'combobox-beside', textContent: option.beside }))
    line.dataset.title = option.title
    return line
  }

  get lines() {
    return [...this.list.querySelectorAll('[role=option]')]
  }

  move(index) {
    const lines = this.lines
    lines.forEach((line, at) => line.classList.toggle('active', at === index))
    const line = lines[index]
    line ? this.input.setAttribute('aria-activedescendant', line.id) : this.input.removeAttribute('aria-activedescendant')
    line?.scrollIntoView({ block: 'nearest' })
  }

  pressed(event) {
    const lines = this.lines
    const at = lines.findIndex(line => line.classList.contains('active'))
    const closed = this.list.hidden
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      if (closed) return this.open('')
      this.move((at + (event.key === 'ArrowDown' ? 1 : -1) + lines.length) % Math.max(lines.length, 1))
    } else if (event.key === 'Enter' && !closed) {
      event.preventDefault()
      this.pick(lines[at] ?? (lines.length === 1 ? lines[0] : null))
    } else if (event.key === 'Escape' && !closed) {
      event.preventDefault()
      event.stopPropagation()
      this.show()
      this.close()
    }
  }

  pick(line) {
    if (!line) return
    this.choose(line.dataset.value, line.dataset.title)
    this.close()
  }

  choose(value, title) {
    const select = this.selectTarget
    if (value && ![...select.options].some(option => option.value === value)) select.add(new Option(title, value))
    select.value = value
    select.dispatchEvent(new Event('input', { bubbles: true }))
    select.dispatchEvent(new Event('change', { bubbles: true }))
  }

  left() {
    if (this.input.value.trim() === '' && this.selectTarget.value) this.choose('', '')
    this.show()
    this.close()
  }

  close() {
    clearTimeout(this.timer)
    this.asked = (this.asked ?? 0) + 1
    this.list.hidden = true
    this.list.classList.remove('show')
    this.input.setAttribute('aria-expanded', 'false')
    this.input.removeAttribute('aria-activedescendant')
  }
}
