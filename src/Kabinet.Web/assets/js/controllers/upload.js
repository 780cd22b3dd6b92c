import { Controller } from '@hotwired/stimulus'
import { renderStreamMessage } from '@hotwired/turbo'
import { uuid } from '../uuid.js'

// Files are sent as soon as they are chosen or dropped, with progress; the plain form stands below without JavaScript.
export default class extends Controller {
  static targets = ['form', 'input', 'progress', 'error', 'send']

  // What was chosen before this script arrived is sent too.
  connect() {
    this.sendTarget.hidden = true
    this.send()
  }

  over(event) {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.element.classList.add('is-dropping')
  }

  left(event) {
    if (!this.element.contains(event.relatedTarget)) this.element.classList.remove('is-dropping')
  }

  dropped(event) {
    event.preventDefault()
    this.element.classList.remove('is-dropping')
    this.inputTarget.files = event.dataTransfer.files
    this.send()
  }

  send() {
    if (this.inputTarget.files.length === 0 || this.request) return
    this.errorTarget.textContent = ''
    this.element.classList.add('is-uploading')
    this.progressTarget.hidden = false
    this.progressTarget.value = 0
    this.request = new XMLHttpRequest()
    this.request.open('POST', this.formTarget.action)
    this.request.setRequestHeader('Accept', 'text/vnd.turbo-stream.html, text/html')
    this.request.setRequestHeader('X-Part', 'upload')
    this.request.upload.addEventListener('progress', event => {
      if (event.lengthComputable) this.progressTarget.value = event.loaded / event.total
    })
    this.request.addEventListener('load', () => this.finished())
    this.request.addEventListener('error', () => this.failed(this.element.dataset.uploadBroken))
    this.request.send(new FormData(this.formTarget))
  }

  finished() {
    const { status, responseText } = this.request
    if (status < 300) {
      this.reset()
      return renderStreamMessage(responseText)
    }
    const page = new DOMParser().parseFromString(responseText, 'text/html')
    this.failed(
      [...page.querySelectorAll('[data-upload-error]')].map(line => line.textContent.trim()).join(' ') || this.element.dataset.uploadBroken
    )
  }

  failed(words) {
    this.reset()
    this.errorTarget.textContent = words
  }

  // The command id is spent: the next files are another command.
  reset() {
    this.request = null
    this.element.classList.remove('is-uploading')
    this.progressTarget.hidden = true
    this.inputTarget.value = ''
    const command = this.formTarget.elements._command
    if (command) command.value = uuid()
  }
}
