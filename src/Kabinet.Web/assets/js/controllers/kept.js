import { Controller } from '@hotwired/stimulus'

// Keeps what is typed into a form until it is sent: through Esc, a reload, a crash, a lost session. Files cannot be kept, so leaving with
// files chosen asks first. The version of the record that was typed over is kept too, so that a change of others meanwhile is a conflict
// that shows.
export default class extends Controller {
  static targets = ['notice', 'lost']
  static values = { key: String, fresh: Boolean }

  connect() {
    this.sent = false
    // The inputs of a row stand outside of its form.
    this.place = this.element.closest('tr, turbo-frame') ?? this.element
    this.place.addEventListener('input', this.keep)
    this.place.addEventListener('change', this.keep)
    if (this.freshValue) this.restore()
    window.addEventListener('beforeunload', this.warn)
    document.addEventListener('turbo:before-visit', this.ask)
  }

  disconnect() {
    if (this.timer) this.write()
    this.place.removeEventListener('input', this.keep)
    this.place.removeEventListener('change', this.keep)
    window.removeEventListener('beforeunload', this.warn)
    document.removeEventListener('turbo:before-visit', this.ask)
  }

  keep = event => {
    if (event.target.form !== this.element || event.target.type === 'file') return
    this.element.classList.add('is-dirty')
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
    for (const input of this.inputs) input.dispatchEvent(new Event('change', { bubbles: true }))
    this.store(null)
    this.noticeTarget.hidden = true
  }

  // «Отмена» of a field edited in its place: what is given up by hand is given up. Esc, which presses it by script, keeps it.
  drop(event) {
    if (event.isTrusted) this.store(null)
  }

  write() {
    const entries = [...new FormData(this.element)].filter(([name, value]) =>
      typeof value === 'string' && (!name.startsWith('_') || name === '_version'))
    this.store(JSON.stringify(entries))
  }

  restore() {
    const kept = this.read()
    if (!kept || !kept.some(([name, value]) => name !== '_version' && this.differs(name, value))) return
    this.growRows(kept)
    const version = kept.find(([name]) => name === '_version')?.[1]
    if (version && this.element.elements._version) this.element.elements._version.value = version
    this.element.classList.add('is-dirty')
    for (const input of this.inputs) {
      if (input.type === 'checkbox' || input.type === 'radio')
        input.checked = kept.some(([name, value]) => name === input.name && value === input.value)
      else this.fill(input, kept)
    }
    this.element.dispatchEvent(new Event('kept:restored', { bubbles: true }))
    this.tellLost(kept)
    this.noticeTarget.hidden = false
  }

  fill(input, kept) {
    const value = kept.find(([name]) => name === input.name)?.[1]
    if (value === undefined) return
    input.value = value
    input.dispatchEvent(new Event('change', { bubbles: true }))
  }

  // A field may have gone since; what was typed in it is there to be copied.
  tellLost(kept) {
    const lost = kept.filter(([name, value]) => name !== '_version' && value.trim() && !this.element.elements[name])
    this.lostTarget.hidden = lost.length === 0
    this.lostTarget.querySelector('q').textContent = lost.map(([, value]) => value).join('; ')
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
    if (!this.sent && this.filesChosen && !window.confirm(this.element.dataset.keptLeave)) event.preventDefault()
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.name))
    } catch {
      return null
    }
  }

  store(text) {
    clearTimeout(this.timer)
    this.timer = undefined
    if (text === null) this.element.classList.remove('is-dirty')
    try {
      text === null ? localStorage.removeItem(this.name) : localStorage.setItem(this.name, text)
    } catch {
      // A private window may refuse storage; the form works without drafts.
    }
  }

  get name() {
    return `draft:${this.keyValue}`
  }
}
