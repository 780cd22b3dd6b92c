import { Controller } from '@hotwired/stimulus'
import { session } from '@hotwired/turbo'
import { leave, listen } from '../stream.js'

// An event only names what changed; the page is read again under the reader's own rights and morphs into it. Nobody loses what he is
// doing: while he types, chooses or has something open, the page waits.
export default class extends Controller {
  static values = { topics: String }

  connect() {
    document.addEventListener('offline:back', this.refresh)
    document.addEventListener('visibilitychange', this.shown)
    document.addEventListener('session:regained', this.open)
  }

  disconnect() {
    clearTimeout(this.timer)
    leave()
    document.removeEventListener('offline:back', this.refresh)
    document.removeEventListener('visibilitychange', this.shown)
    document.removeEventListener('session:regained', this.open)
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
    if (this.busy) return void (this.timer = setTimeout(this.refresh, 2000))
    this.stale = false
    this.hiddenAt = null
    session.refresh(location.href)
  }

  get busy() {
    const active = document.activeElement
    return document.querySelector('dialog[open], .popup:popover-open, form.is-dirty, .is-dragging, .is-uploading, .is-chosen') !== null
      || (active?.matches('input:not([type=checkbox],[type=radio],[type=hidden]), textarea, select') && active.form?.method === 'post')
  }
}
