import { Controller } from '../vendor/stimulus.js'
import { session } from '../vendor/turbo.js'

// One stream for the tab. An event names what changed; the page is read again under the reader's own rights and morphs into it.
// Nobody loses what he is doing: while he types, chooses or has something open, the page waits.
export default class extends Controller {
  connect() {
    this.events = new EventSource('/live')
    this.events.addEventListener('change', this.changed)
    document.addEventListener('offline:back', this.refresh)
    document.addEventListener('visibilitychange', this.shown)
  }

  disconnect() {
    clearTimeout(this.timer)
    this.events.close()
    document.removeEventListener('offline:back', this.refresh)
    document.removeEventListener('visibilitychange', this.shown)
  }

  changed = () => {
    this.stale = true
    clearTimeout(this.timer)
    this.timer = setTimeout(this.refresh, 400 + Math.random() * 400)
  }

  shown = () => {
    if (this.stale && !document.hidden) this.refresh()
  }

  refresh = () => {
    if (document.hidden) return
    if (this.busy) return void (this.timer = setTimeout(this.refresh, 2000))
    this.stale = false
    session.refresh(location.href)
  }

  get busy() {
    const active = document.activeElement
    return document.querySelector('dialog[open], [popover]:popover-open, form.is-dirty, .is-dragging, .is-chosen') !== null
      || (active?.matches('input:not([type=checkbox],[type=radio],[type=hidden]), textarea, select') && active.form?.method === 'post')
  }
}
