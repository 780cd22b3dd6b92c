import { Controller } from '@hotwired/stimulus'
import { session } from '@hotwired/turbo'
import { leave, listen } from '../stream.js'

// An event only names what changed; the page is read again under the reader's own rights and morphs into it. Nobody loses what he is
// doing: while he types, chooses, sends or has something open, the page waits.
export default class extends Controller {
  static values = { topics: String }

  connect() {
    document.addEventListener('offline:back', this.refresh)
    document.addEventListener('visibilitychange', this.shown)
    document.addEventListener('session:regained', this.open)
    document.addEventListener('toggle', this.opened, true)
    document.addEventListener('turbo:load', this.refreshed)
    document.addEventListener('turbo:submit-start', this.sending)
    document.addEventListener('turbo:submit-end', this.sent)
  }

  disconnect() {
    clearTimeout(this.timer)
    leave()
    document.removeEventListener('offline:back', this.refresh)
    document.removeEventListener('visibilitychange', this.shown)
    document.removeEventListener('session:regained', this.open)
    document.removeEventListener('toggle', this.opened, true)
    document.removeEventListener('turbo:load', this.refreshed)
    document.removeEventListener('turbo:submit-start', this.sending)
    document.removeEventListener('turbo:submit-end', this.sent)
  }

  topicsValueChanged() {
    this.open()
  }

  open = () => {
    listen(this.topicsValue, this.changed)
  }

  changed = () => {
    this.stale = true
    clearTimeout(this.timer)
    this.timer = setTimeout(this.refresh, 300 + Math.random() * 500)
  }

  // A hidden tab hears nothing, so what is shown again may be old.
  shown = () => {
    if (document.hidden) this.hiddenAt = Date.now()
    else if (this.stale || this.hiddenAt) this.refresh()
  }

  refresh = () => {
    if (document.hidden) return
    if (this.busy) return this.later()
    this.stale = false
    this.hiddenAt = null
    this.refreshing = true
    session.refresh(location.href)
  }

  later() {
    this.stale = true
    clearTimeout(this.timer)
    this.timer = setTimeout(this.refresh, 2000)
  }

  // What was opened while the page was on its way keeps its place and its focus: the page comes later.
  opened = event => {
    if (event.newState !== 'open' || !this.refreshing) return
    this.refreshing = false
    session.navigator.stop()
    this.later()
  }

  refreshed = () => {
    this.refreshing = false
  }

  sending = () => {
    this.isSending = true
  }

  sent = () => {
    this.isSending = false
  }

  // A refresh would stop a form or a visit that is on its way. Where a conversation is written, new messages come in meanwhile: what is
  // typed there stands in an element that stays.
  get busy() {
    const active = document.activeElement
    return this.isSending || session.navigator.currentVisit
      || document.querySelector('dialog[open], .popup:popover-open, form.is-dirty, .is-dragging, .is-uploading, .is-chosen') !== null
      || (active?.matches('input:not([type=checkbox],[type=radio],[type=hidden]), textarea, select') && active.form?.method === 'post'
        && !active.hasAttribute('data-turbo-permanent'))
  }
}
