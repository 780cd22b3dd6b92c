import { Controller } from '@hotwired/stimulus'
import Sortable from 'sortablejs'
import { cameBack } from '../returned.js'
import { uuid } from '../uuid.js'

const NEAR = 16

// Cards move by transitions: while one is dragged its legal columns light up and the others say why. What asks something opens the dialog;
// cancelling it brings the card back.
export default class extends Controller {
  static targets = ['column', 'cards', 'form']

  connect() {
    const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches
    this.lists = this.cardsTargets.map(list =>
      Sortable.create(list, {
        group: 'board',
        draggable: '[data-moves]',
        filter: 'a, button, summary, details',
        preventOnFilter: false,
        delay: 150,
        delayOnTouchOnly: true,
        animation: still ? 0 : 120,
        ghostClass: 'is-ghost',
        sort: false,
        onStart: event => this.started(event),
        onMove: event => this.mayEnter(event),
        onEnd: event => this.dropped(event)
      })
    )
    document.addEventListener('dialog:cancelled', this.returned)
    document.addEventListener('dialog:done', this.settled)
    document.addEventListener('turbo:before-visit', this.leave)
    window.addEventListener('pagehide', this.leave)
    if (cameBack()) this.restore()
  }

  disconnect() {
    this.lists.forEach(list => list.destroy())
    document.removeEventListener('dialog:cancelled', this.returned)
    document.removeEventListener('dialog:done', this.settled)
    document.removeEventListener('turbo:before-visit', this.leave)
    window.removeEventListener('pagehide', this.leave)
  }

  // Whoever opens a card and comes back finds the board as it stood: sideways, and each column down.
  leave = () => {
    const columns = this.cardsTargets.map(list => [list.closest('[data-state]').dataset.state, list.scrollTop])
    sessionStorage.setItem(this.place, JSON.stringify({ left: this.scroller.scrollLeft, columns: columns.filter(([, top]) => top > 0) }))
  }

  restore() {
    const left = JSON.parse(sessionStorage.getItem(this.place))
    if (!left) return
    this.scroller.scrollLeft = left.left
    for (const [state, top] of left.columns) {
      const list = this.cardsTargets.find(cards => cards.closest('[data-state]').dataset.state === state)
      if (list) list.scrollTop = top
    }
  }

  get place() {
    return `board:${location.pathname}${location.search}`
  }

  get scroller() {
    return this.element.querySelector('.board')
  }

  started({ item, from }) {
    const moves = JSON.parse(item.dataset.moves)
    this.home = { item, from, next: item.nextElementSibling }
    this.element.classList.add('is-dragging')
    for (const column of this.columnTargets) {
      const move = moves[column.dataset.state]
      const own = column.contains(from)
      column.classList.toggle('is-legal', !own && !!move && move.why.length === 0)
      column.classList.toggle('is-closed', !own && (!move || move.why.length > 0))
      column.querySelector('[data-why]').textContent = own ? '' : move ? move.why.join('. ') || move.title : this.element.dataset.boardNoWay
    }
  }

  mayEnter({ to, dragged, from }) {
    const move = JSON.parse(dragged.dataset.moves)[to.closest('[data-state]').dataset.state]
    return to === from || (!!move && move.why.length === 0)
  }

  dropped({ item, to, from, originalEvent }) {
    const stays = this.isOver(to.closest('[data-state]'), originalEvent)
    this.element.classList.remove('is-dragging')
    for (const column of this.columnTargets) column.classList.remove('is-legal', 'is-closed')
    if (to === from) return
    // The card stays in the last column that took it; let go over one that does not, it goes home.
    if (!stays) return this.returned()
    const move = JSON.parse(item.dataset.moves)[to.closest('[data-state]').dataset.state]
    item.classList.add('is-moving')
    if (move.asks) return this.ask(move)
    this.formTarget.action = move.href
    this.formTarget.elements._command.value = uuid()
    this.formTarget.requestSubmit()
  }

  // True where the finger or the pointer is over a column or beside it, and where the browser does not say where it is.
  isOver(column, event) {
    const { clientX: left, clientY: top } = event?.changedTouches?.[0] ?? event ?? {}
    if (!left && !top) return true
    const under = document.elementFromPoint(left, top)?.closest('[data-state]')
    if (under) return under === column
    const { left: from, right: to } = column.getBoundingClientRect()
    return left > from - NEAR && left < to + NEAR
  }

  ask(move) {
    const frame = document.querySelector('dialog turbo-frame')
    const back = encodeURIComponent(location.pathname + location.search)
    frame.src = `${move.href}?_return=${back}`
  }

  // turbo:submit-end of the form: a refusal shows its own page, a success refreshes this one
  sent(event) {
    if (!event.detail.success) this.returned()
  }

  returned = () => {
    if (!this.home) return
    const { item, from, next } = this.home
    item.classList.remove('is-moving')
    next?.parentElement === from ? from.insertBefore(item, next) : from.append(item)
    this.home = null
  }

  settled = () => {
    this.home = null
  }
}
