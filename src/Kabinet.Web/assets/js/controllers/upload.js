import { Controller } from '@hotwired/stimulus'
import { renderStreamMessage } from '@hotwired/turbo'
import { mark, regain } from '../session.js'
import { uuid } from '../uuid.js'

const AT_ONCE = 3
// What a form says of its file: the kind of document, the file it is a new version of.
const PLACE = ['kind', 'replaces']

// Files are sent as soon as they are chosen or dropped, several at once, each with its own line: how far it is, or why it was refused.
// What is dropped on a needed document is that document; what is chosen in a form goes with that form. The plain forms stand there without
// JavaScript.
export default class extends Controller {
  static targets = ['form', 'input', 'rows']
  static values = { broken: String, waits: String, done: String, close: String }

  // What was chosen before this script arrived is sent too.
  connect() {
    this.waiting = []
    this.running = 0
    for (const input of this.inputTargets) this.take(input)
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
    const place = event.target.closest('[data-upload-place]')
    this.add(event.dataTransfer.files, place?.querySelector('form.file-send') ?? this.formTarget)
  }

  send(event) {
    this.take(event.target)
    event.target.closest('[popover]')?.hidePopover()
  }

  take(input) {
    this.add(input.files, input.form)
    input.value = ''
  }

  add(files, form) {
    const place = [...new FormData(form)].filter(([name]) => PLACE.includes(name))
    for (const file of files) this.waiting.push({ file, place, line: this.lineOf(file) })
    this.next()
  }

  next() {
    while (this.running < AT_ONCE && this.waiting.length > 0) this.start(this.waiting.shift())
    this.element.classList.toggle('is-uploading', this.running > 0)
  }

  start(one) {
    const { line } = one
    this.running++
    const request = new XMLHttpRequest()
    request.open('POST', this.formTarget.action)
    request.setRequestHeader('Accept', 'text/vnd.turbo-stream.html, text/html')
    request.setRequestHeader('X-Part', 'upload')
    request.upload.addEventListener('progress', event => {
      if (event.lengthComputable) this.show(line, event.loaded / event.total)
    })
    request.addEventListener('load', () => this.finished(request, one))
    request.addEventListener('error', () => this.broken(one))
    request.send(this.bodyOf(one))
  }

  // Each file is a command of its own. The group's form has the proof of the present session, whatever form it was chosen in.
  bodyOf({ file, place }) {
    const body = new FormData(this.formTarget)
    body.delete('files')
    for (const [name, value] of place) body.set(name, value)
    body.set('_command', uuid())
    body.append('files', file)
    return body
  }

  // The file stays in its line while one signs in; then it is sent.
  async again(said, one) {
    if (!(await regain(said))) return this.failed(one.line, this.brokenValue)
    this.running--
    this.start(one)
  }

  // A server that does not want the body of a stranger may close the line before it has said so.
  async broken(one) {
    const answer = await fetch(location.href, { method: 'HEAD' }).catch(() => null)
    const said = answer && mark(answer)
    if (said) this.again(said, one)
    else this.failed(one.line, this.brokenValue)
  }

  finished(request, one) {
    const { line } = one
    const { status, responseText } = request
    const said = request.getResponseHeader('kabinet-session')
    if (said) return this.again(said, one)
    if (status >= 300) return this.failed(line, this.reasonIn(responseText))
    line.querySelector('.upload-state').textContent = this.doneValue
    line.querySelector('progress').value = 1
    line.dataset.done = ''
    this.ended()
    if (this.running === 0) {
      this.rowsTarget.querySelectorAll('[data-done]').forEach(done => done.remove())
      this.draw(responseText)
    }
  }

  // The group is drawn anew; whoever stood in it goes on choosing files.
  draw(answer) {
    const held = this.element.contains(document.activeElement)
    const id = document.activeElement?.id
    renderStreamMessage(answer)
    if (held) requestAnimationFrame(() => requestAnimationFrame(() => {
      if (id && document.activeElement === document.body) document.getElementById(id)?.focus({ preventScroll: true })
    }))
  }

  reasonIn(answer) {
    const lines = [...new DOMParser().parseFromString(answer, 'text/html').querySelectorAll('[data-upload-error]')]
    return lines.map(line => line.textContent.trim()).join(' ') || this.brokenValue
  }

  failed(line, words) {
    line.classList.add('is-failed')
    line.querySelector('progress').remove()
    // The name stands beside already.
    const named = `${line.querySelector('.upload-name').textContent}: `
    line.querySelector('.upload-state').textContent = words.startsWith(named) ? words.slice(named.length) : words
    const close = document.createElement('button')
    close.type = 'button'
    close.className = 'btn btn-s btn-quiet'
    close.textContent = this.closeValue
    close.addEventListener('click', () => line.remove())
    line.append(close)
    this.ended()
  }

  ended() {
    this.running--
    this.next()
  }

  show(line, part) {
    line.querySelector('progress').value = part
    line.querySelector('.upload-state').textContent = `${Math.round(part * 100)} %`
  }

  lineOf(file) {
    const line = document.createElement('li')
    line.className = 'upload-row'
    const name = document.createElement('span')
    name.className = 'upload-name'
    name.textContent = name.title = file.name
    const state = document.createElement('span')
    state.className = 'upload-state'
    state.textContent = this.waitsValue
    const progress = document.createElement('progress')
    progress.max = 1
    progress.value = 0
    progress.setAttribute('aria-label', file.name)
    line.append(name, progress, state)
    this.rowsTarget.append(line)
    return line
  }
}
