import { Controller } from '@hotwired/stimulus'

// A list by keyboard and by selection: j/k move, Enter opens, x selects; the bar of the selected appears with the first one.
export default class extends Controller {
  static targets = ['body', 'all', 'bar', 'count']

  connect() {
    document.addEventListener('keydown', this.pressed)
    document.addEventListener('turbo:morph', this.refreshed)
    this.remembered()
    this.changed()
  }

  disconnect() {
    document.removeEventListener('keydown', this.pressed)
    document.removeEventListener('turbo:morph', this.refreshed)
  }

  pressed = event => {
    if (event.target.closest('input:not([type=checkbox]), textarea, select, [contenteditable], dialog, [popover]') || event.metaKey || event.ctrlKey || event.altKey) return
    const act = { j: () => this.move(1), k: () => this.move(-1), x: () => this.toggle(), Enter: () => this.openCurrent(event) }[event.key]
    if (act && this.rows.length > 0) act()
  }

  // Rows and boxes carry no marks of their own: there are hundreds of them.
  get rows() {
    return this.hasBodyTarget ? [...this.bodyTarget.rows] : []
  }

  get boxes() {
    return this.rows.map(row => row.querySelector('.grid-box input')).filter(box => box)
  }

  get current() {
    return this.rows.findIndex(row => row.classList.contains('is-current'))
  }

  move(step) {
    const rows = this.rows
    const next = Math.min(Math.max(this.current + step, 0), rows.length - 1)
    rows.forEach((row, index) => row.classList.toggle('is-current', index === next))
    rows[next].scrollIntoView({ block: 'nearest' })
    rows[next].querySelector('.row-link')?.focus({ preventScroll: true })
  }

  toggle() {
    const box = this.rows[this.current]?.querySelector('.grid-box input')
    if (!box) return
    box.checked = !box.checked
    this.changed()
  }

  openCurrent(event) {
    if (event.target.closest('a, button')) return
    this.rows[this.current]?.querySelector('.row-link')?.click()
  }

  // A click anywhere on a row is a click on its link, with the same keys held.
  open(event) {
    if (event.target.closest('a, button, input, label, [popover]') || getSelection().toString()) return
    const link = event.target.closest('tr')?.querySelector('.row-link')
    if (!link) return
    if (event.button === 1 || event.ctrlKey || event.metaKey) window.open(link.href)
    else link.click()
  }

  leave(event) {
    const row = event.target.closest('tbody > tr')
    if (row) sessionStorage.setItem(`row:${location.pathname}`, row.id)
  }

  // Back from a record: its row is marked, so that the eye finds it.
  remembered() {
    const id = sessionStorage.getItem(`row:${location.pathname}`)
    this.rows.find(row => row.id === id)?.classList.add('is-current')
  }

  selectAll() {
    this.boxes.forEach(box => { box.checked = this.allTarget.checked })
    this.changed()
  }

  clear() {
    this.boxes.forEach(box => { box.checked = false })
    this.changed()
  }

  // A refresh takes rows away and brings the bar back as it stands for those without scripts.
  refreshed = () => this.changed()

  changed() {
    if (!this.hasBarTarget) return
    const boxes = this.boxes
    const chosen = boxes.filter(box => box.checked).length
    this.barTarget.hidden = chosen === 0
    this.countTarget.textContent = String(chosen)
    boxes.forEach(box => box.closest('tr').classList.toggle('is-chosen', box.checked))
    if (!this.hasAllTarget) return
    this.allTarget.checked = chosen > 0 && chosen === boxes.length
    this.allTarget.indeterminate = chosen > 0 && chosen < boxes.length
  }
}
