import { Controller } from '@hotwired/stimulus'

// Keeps what is typed into a form until it is sent. Files cannot be kept, so leaving with files chosen asks first.
export default class extends Controller {
  static targets = ['notice']
  static values = { key: String, fresh: Boolean }

  connect() {
    this.sent = false
    if (this.freshValue) this.restore()
    window.addEventListener('beforeunload', this.warn)
    document.addEventListener('turbo:before-visit', this.ask)
  }

  disconnect() {
    clearTimeout(this.timer)
    window.removeEventListener('beforeunload', this.warn)
    document.removeEventListener('turbo:before-visit', this.ask)
  }

  // input, change
  keep() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => this.write(), 300)
  }

  submitting() {
    this.sent = true
  }

  // turbo:submit-end
  submitted(event) {
    this.sent = event.detail.success
    if (this.sent) this.store(null)
  }

  forget(event) {
    event.preventDefault()
    this.store(null)
    this.element.reset()
    this.noticeTarget.hidden = true
  }

  write() {
    const entries = [...new FormData(this.element)].filter(([name, value]) => typeof value === 'string' && !name.startsWith('_'))
    this.store(JSON.stringify(entries))
  }

  restore() {
    const kept = this.read()
    if (!kept || !kept.some(([name, value]) => this.differs(name, value))) return
    this.growRows(kept)
    for (const input of this.inputs) {
      if (input.type === 'checkbox' || input.type === 'radio')
        input.checked = kept.some(([name, value]) => name === input.name && value === input.value)
      else this.fill(input, kept)
    }
    this.element.dispatchEvent(new Event('draft:restored', { bubbles: true }))
    this.noticeTarget.hidden = false
  }

  fill(input, kept) {
    const value = kept.find(([name]) => name === input.name)?.[1]
    if (value === undefined) return
    input.value = value
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }

  growRows(kept) {
    const wanted = kept.map(([name]) => name).filter(name => !this.element.elements[name])
    const rows = new Set(wanted.map(name => name.split('.').slice(0, 2).join('.')))
    for (const row of rows) this.element.querySelector(`[data-add-row="${CSS.escape(row.split('.')[0])}"]`)?.click()
  }

  differs(name, value) {
    const input = this.inputs.find(input => input.name === name)
    if (!input) return value !== ''
    return input.type === 'checkbox' || input.type === 'radio'
      ? value !== 'false' && !input.defaultChecked
      : value !== (input.defaultValue ?? this.chosen(input))
  }

  chosen(select) {
    return [...select.options].find(option => option.defaultSelected)?.value ?? ''
  }

  get inputs() {
    return [...this.element.elements].filter(
      input => input.name && !input.name.startsWith('_') && input.type !== 'hidden' && input.type !== 'file'
    )
  }

  get filesChosen() {
    return [...this.element.querySelectorAll('input[type=file]')].some(input => input.files.length > 0)
  }

  warn = event => {
    if (!this.sent && this.filesChosen) event.preventDefault()
  }

  ask = event => {
    if (!this.sent && this.filesChosen && !window.confirm(this.element.dataset.draftLeave)) event.preventDefault()
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.place))
    } catch {
      return null
    }
  }

  store(text) {
    clearTimeout(this.timer)
    try {
      text === null ? localStorage.removeItem(this.place) : localStorage.setItem(this.place, text)
    } catch {
      // A private window may refuse storage; the form works without drafts.
    }
  }

  get place() {
    return `draft:${this.keyValue}`
  }
}
