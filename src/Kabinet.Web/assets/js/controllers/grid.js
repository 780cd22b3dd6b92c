import { Controller } from '@hotwired/stimulus'
import { isForPage } from '../keys.js'
import { cameBack } from '../returned.js'

// A list by keyboard and by selection: j/k move, arrows too from a row, Enter opens, x selects; the bar of the selected appears with the
// first one.
export default class extends Controller {
  static targets = ['body', 'all', 'bar', 'count']

  connect() {
    document.addEventListener('keydown', this.pressed)
    document.addEventListener('turbo:morph', this.refreshed)
    document.addEventListener('dialog:done', this.acted)
    this.remembered()
    this.changed()
  }

  disconnect() {
    document.removeEventListener('keydown', this.pressed)
    document.removeEventListener('turbo:morph', this.refreshed)
    document.removeEventListener('dialog:done', this.acted)
  }

  pressed = event => {
    if (!isForPage(event)) return
    if (!this.listens || this.rows.length === 0) return
    const act = {
      j: () => this.move(1),
      k: () => this.move(-1),
      ArrowDown: () => this.step(event, 1),
      ArrowUp: () => this.step(event, -1),
      x: () => this.toggle(),
      Enter: () => this.openCurrent(event)
    }[event.key]
    if (act) act()
  }

  // Of several lists the one with the focus is meant, else the first.
  get listens() {
    const held = document.activeElement.closest('[data-controller~=grid]')
    return (held ?? document.querySelector('[data-controller~=grid]')) === this.element
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
    const next = rows[Math.min(Math.max(this.current + step, 0), rows.length - 1)]
    this.mark(next)
    next.scrollIntoView({ block: 'nearest' })
    next.querySelector('.row-link')?.focus({ preventScroll: true })
  }

  // Elsewhere arrows scroll, as everywhere.
  step(event, step) {
    if (!event.target.closest('.row-link')) return
    event.preventDefault()
    this.mark(event.target.closest('tr'))
    this.move(step)
  }

  mark(row) {
    this.marked = row?.id
    this.rows.forEach(other => other.classList.toggle('is-current', other === row))
  }

  toggle() {
    const box = this.rows[this.current]?.querySelector('.grid-box input')
    if (!box) return
    box.checked = !box.checked
    this.changed()
  }

  // Whoever does not see the marked row does not mean it.
  openCurrent(event) {
    const row = this.rows[this.current]
    if (event.target.closest('a, button') || !row || !this.isInSight(row)) return
    row.querySelector('.row-link')?.click()
  }

  isInSight(row) {
    const [place, window] = [row.getBoundingClientRect(), this.scroller.getBoundingClientRect()]
    return place.bottom > Math.max(0, window.top) && place.top < Math.min(innerHeight, window.bottom)
  }

  get scroller() {
    return this.bodyTarget.closest('.grid-scroll')
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
    if (row) sessionStorage.setItem(`left:${location.pathname}`, JSON.stringify({ id: row.id, scrolled: this.scroller.scrollTop }))
  }

  // Back from a record: its row is marked, so that the eye finds it, stands where it stood, and has the focus.
  remembered() {
    const left = JSON.parse(sessionStorage.getItem(`left:${location.pathname}`))
    const row = left && this.rows.find(row => row.id === left.id)
    if (!row) return
    this.mark(row)
    if (!cameBack()) return
    this.scroller.scrollTop = left.scrolled
    row.querySelector('.row-link')?.focus({ preventScroll: true })
  }

  selectAll() {
    this.boxes.forEach(box => {
      box.checked = this.allTarget.checked
    })
    this.changed()
  }

  clear() {
    this.boxes.forEach(box => {
      box.checked = false
    })
    this.changed()
  }

  // What was chosen for a step is not chosen any more when the step was taken.
  acted = event => {
    if (event.detail.many) this.clear()
  }

  // A refresh takes rows and marks away and brings the bar back as it stands for those without scripts.
  refreshed = () => {
    if (this.marked) this.mark(this.rows.find(row => row.id === this.marked))
    this.changed()
  }

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
