import { Controller } from '@hotwired/stimulus'

// A conversation: what is typed stays until it is sent, through whatever arrives meanwhile; pictures are pasted and dropped; Ctrl+Enter
// sends. It opens at the first unread message, otherwise at its end, and counts as read while somebody looks at it.
export default class extends Controller {
  static targets = ['lines', 'unread', 'form', 'text', 'files', 'chosen']
  static values = { key: String, read: String }

  connect() {
    this.toEnd()
    if (this.hasTextTarget && !this.textTarget.value) this.textTarget.value = this.kept
    document.addEventListener('visibilitychange', this.look)
    document.addEventListener('turbo:morph', this.drawn)
    // A picture has no height before it has come.
    this.linesTarget.addEventListener('load', this.grown, true)
    this.look()
  }

  disconnect() {
    document.removeEventListener('visibilitychange', this.look)
    document.removeEventListener('turbo:morph', this.drawn)
    clearTimeout(this.timer)
  }

  // Whoever was at the end stays there when a message arrives; whoever reads what was said before is left alone.
  drawn = () => {
    if (this.wasAtEnd) this.toEnd()
    this.look()
  }

  grown = () => {
    if (this.wasAtEnd) this.toEnd()
  }

  toEnd() {
    const lines = this.linesTarget
    if (this.hasUnreadTarget) lines.scrollTop = this.unreadTarget.offsetTop - lines.offsetTop - 8
    else lines.scrollTop = lines.scrollHeight
    this.wasAtEnd = true
    lines.onscroll = () => { this.wasAtEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 40 }
  }

  look = () => {
    clearTimeout(this.timer)
    if (!this.readValue || document.hidden) return
    this.timer = setTimeout(() => this.markRead(), 800)
  }

  async markRead() {
    const token = document.querySelector('input[name=__RequestVerificationToken]')?.value
    const address = this.readValue
    if (!token || !address) return
    this.readValue = ''
    await fetch(address, { method: 'POST', body: new URLSearchParams({ __RequestVerificationToken: token }) }).catch(() => {})
  }

  typed() {
    this.kept = this.textTarget.value
  }

  pressed(event) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    this.formTarget.requestSubmit()
  }

  // turbo:submit-end
  sent(event) {
    if (!event.detail.success) return
    this.kept = ''
    this.formTarget.reset()
    this.textTarget.dispatchEvent(new Event('input', { bubbles: true }))
    this.chose()
    this.wasAtEnd = true
  }

  over(event) {
    if (!this.hasFormTarget || !event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    this.element.classList.add('is-dropping')
  }

  left(event) {
    if (!this.element.contains(event.relatedTarget)) this.element.classList.remove('is-dropping')
  }

  dropped(event) {
    if (!this.hasFormTarget) return
    event.preventDefault()
    this.element.classList.remove('is-dropping')
    this.attach(event.dataTransfer.files)
  }

  pasted(event) {
    if (event.clipboardData.files.length === 0) return
    event.preventDefault()
    this.attach(event.clipboardData.files)
  }

  attach(files) {
    const all = new DataTransfer()
    for (const file of [...this.filesTarget.files, ...files]) all.items.add(file)
    this.filesTarget.files = all.files
    this.chose()
  }

  chose() {
    this.chosenTarget.replaceChildren(...[...this.filesTarget.files].map(file => {
      const line = document.createElement('li')
      line.textContent = file.name
      return line
    }))
  }

  get kept() {
    try {
      return localStorage.getItem(this.name) ?? ''
    } catch {
      return ''
    }
  }

  set kept(text) {
    try {
      text ? localStorage.setItem(this.name, text) : localStorage.removeItem(this.name)
    } catch {
      // A private window may refuse storage; the conversation works without drafts.
    }
  }

  get name() {
    return `kabinet-thread:${this.keyValue}`
  }
}
