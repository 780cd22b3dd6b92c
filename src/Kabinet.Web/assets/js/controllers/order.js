import { Controller } from '@hotwired/stimulus'
import Sortable from 'sortablejs'

// Items whose order is what the form sends.
export default class extends Controller {
  connect() {
    this.list = Sortable.create(this.element, {
      draggable: 'label',
      handle: '.drag',
      animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120
    })
  }

  disconnect() {
    this.list.destroy()
  }
}
