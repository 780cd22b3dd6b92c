import { Controller } from '@hotwired/stimulus'
import { renderStreamMessage } from '@hotwired/turbo'
import { mark, regain } from '../session.js'
import { uuid } from '../uuid.js'

// Files are sent as soon as they are chosen or dropped, with progress; the plain form stands below without JavaScript.
export default class extends Controller {
  static targets = ['form', 'input', 'progress', 'error']

  // What was chosen before this script arrived is sent too.
  connect() {
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
    this.request.addEventListener('error', () => this.broken())
    this.request.send(new FormData(this.formTarget))
  }

  finished() {
    const { status, responseText } = this.request
    const said = this.request.getResponseHeader('kabinet-session')
    if (said) return this.again(said)
    if (status < 300) {
      this.reset()
      return renderStreamMessage(responseText)
    }
    const page = new DOMParser().parseFromString(responseText, 'text/html')
    this.failed(
      [...page.querySelectorAll('[data-upload-error]')].map(line => line.textContent.trim()).join(' ') || this.element.dataset.uploadBroken
    )
  }

  // The files stay chosen while one signs in; then they are sent.
  async again(said) {
    this.request = null
    if (await regain(said)) this.send()
    else this.failed(this.element.dataset.uploadBroken)
  }

  // A server that does not want the body of a stranger may close the line before it has said so.
  async broken() {
    const answer = await fetch(location.href, { method: 'HEAD' }).catch(() => null)
    const said = answer && mark(answer)
    if (said) this.again(said)
    else this.failed(this.element.dataset.uploadBroken)
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
