import { Controller } from '@hotwired/stimulus'
import { mark, regain } from '../session.js'

// The server forgets a challenge after five minutes.
const FRESH = 4 * 60 * 1000

// A passkey of this browser. The server gives a challenge, the browser asks its person, and the answer goes as hidden inputs of an
// ordinary form: what is wrong with it, the server says on the page. Where the browser has no passkeys, nothing of it is shown.
export default class extends Controller {
  static targets = ['form', 'button', 'credential', 'state', 'error', 'without']
  static values = { options: String, cancelled: String, failed: String, known: String }

  connect() {
    if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON || !PublicKeyCredential.parseRequestOptionsFromJSON) return
    this.withoutTargets.forEach(text => { text.hidden = true })
    this.form.hidden = false
    this.buttonTarget.hidden = false
    // The browser may bring the page back with an answer that was sent.
    this.answer('', '')
    if (this.offers) this.offer()
  }

  disconnect() {
    this.stop()
  }

  get form() {
    return this.hasFormTarget ? this.formTarget : this.element.closest('form')
  }

  // The sign-in also offers passkeys in the browser's list under the login, until the button is pressed.
  get offers() {
    return this.form.querySelector('[autocomplete~=webauthn]') !== null
  }

  async offer() {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.()) || !this.element.isConnected) return
    this.stop()
    this.timer = setTimeout(() => this.offer(), FRESH)
    const asked = this.asked = new AbortController()
    try {
      const begun = await this.begin(() => ({ signal: asked.signal }))
      if (begun) this.send(await this.get(begun.options, { mediation: 'conditional', signal: asked.signal }), begun.state)
    } catch (error) {
      // Nobody has asked for it: that it cannot be offered is told when the button is pressed.
      if (!['AbortError', 'NotAllowedError', 'TypeError'].includes(error.name)) throw error
    }
  }

  // The button of the sign-in.
  async enter(event) {
    event.preventDefault()
    await this.run(async () => {
      const begun = await this.begin()
      if (begun) this.send(await this.get(begun.options), begun.state)
    })
  }

  // The form of the profile, before it is sent with the answer.
  async add(event) {
    if (this.credentialTarget.value) return
    event.preventDefault()
    await this.run(async () => {
      const begun = await this.begin(() => ({ method: 'POST', body: new URLSearchParams(new FormData(this.form)) }))
      if (!begun) return
      const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(begun.options)
      this.send(await navigator.credentials.create({ publicKey }), begun.state)
    })
  }

  async run(ceremony) {
    this.stop()
    this.say('')
    this.buttonTarget.disabled = true
    try {
      await ceremony()
    } catch (error) {
      this.say({ NotAllowedError: this.cancelledValue, InvalidStateError: this.knownValue }[error.name] || this.failedValue)
    } finally {
      this.buttonTarget.disabled = false
    }
  }

  // The challenge; null where the server refuses it and says why. Asked for again once a session that has ended goes on.
  async begin(request = () => ({})) {
    const response = await fetch(this.optionsValue, { ...request(), headers: { Accept: 'application/json' } })
    const said = mark(response)
    if (said) return (await regain(said)) ? this.begin(request) : null
    if (response.ok) return response.json()
    const isTold = response.headers.get('content-type')?.includes('json')
    if (!isTold) throw new Error(`${this.optionsValue}: ${response.status}`)
    this.say((await response.json()).title)
    return null
  }

  get(options, more) {
    return navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options), ...more })
  }

  send(credential, state) {
    this.answer(JSON.stringify(credential.toJSON()), state)
    this.buttonTarget.disabled = false
    this.form.requestSubmit(this.buttonTarget)
  }

  answer(credential, state) {
    this.credentialTarget.value = credential
    this.stateTarget.value = state
  }

  say(words) {
    if (!this.hasErrorTarget) return
    this.errorTarget.querySelector('span').textContent = words
    this.errorTarget.hidden = !words
  }

  stop() {
    clearTimeout(this.timer)
    this.asked?.abort()
  }
}
