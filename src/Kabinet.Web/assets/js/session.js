import { visit } from '@hotwired/turbo'

// The session ended, or the page is older than the server's keys, while somebody was at work. He stays where he is: signs in on a sheet
// over the
// page, and what he sent goes on by itself. Whoever else signs in there is asked first.
const MARK = 'kabinet-session'
const TOKEN = '__RequestVerificationToken'
const submitters = new WeakMap()
const asked = new WeakMap()
let regaining

/** What an answer says of the session: «lost», «stale», or nothing. */
export function mark(response) {
  const said = response.headers.get(MARK)
  return said ?? (response.redirected && isSignIn(response.url) && isCabinet(document.body) ? 'lost' : null)
}

/** Waits until somebody is signed in with fresh proofs in all forms; false where he would not. */
export function regain(said) {
  return (regaining ??= (said === 'stale' ? refresh() : signIn()).finally(() => {
    regaining = undefined
  }))
}

/** A fetch that survives the end of the session. */
export async function fetchHere(url, options) {
  const response = await fetch(url, options)
  const said = mark(response)
  return said && (await regain(said)) ? fetch(url, options) : response
}

document.addEventListener('turbo:submit-start', event => submitters.set(event.target, event.detail.formSubmission.submitter))
document.addEventListener('turbo:before-fetch-request', event => asked.set(event.target, event.detail.url.href))

document.addEventListener('turbo:before-fetch-response', async event => {
  const said = mark(event.detail.fetchResponse.response)
  // A link that is fetched before it is pressed must not ask anything.
  if (!said || event.target.localName === 'a') return
  event.preventDefault()
  const { target } = event
  if (await regain(said)) again(target)
})

function again(target) {
  if (target.localName === 'form') target.requestSubmit(submitters.get(target) ?? undefined)
  else if (target.localName === 'turbo-frame') target.reload()
  else visit(asked.get(target) ?? location.href, { action: 'replace' })
}

// The page as the server draws it now, for its person and his proof.
async function refresh() {
  const response = await fetch(location.href, { headers: { Accept: 'text/html' } })
  const page = await pageOf(response)
  if (isSignIn(response.url) && isCabinet(document.body)) return signIn()
  if (personOf(page.body) !== personOf(document.body)) return signIn(page)
  return renew(page)
}

async function signIn(entered) {
  const sheet = document.getElementById('sign-in-again').content.firstElementChild.cloneNode(true)
  document.body.append(sheet)
  sheet.showModal()
  const regained = await new Promise(resolve => {
    sheet.addEventListener('close', () => resolve(false))
    sheet.querySelector('[data-close]').addEventListener('click', () => sheet.close())
    const enter = page => (personOf(page.body) === personOf(document.body) ? resolve(renew(page)) : askOther(sheet, page, resolve))
    entered ? enter(entered) : ask(sheet, enter)
  })
  if (sheet.open) sheet.close()
  sheet.remove()
  return regained
}

// The pages of the sign-in themselves, one after another, each as its form on the sheet: there is one door to enter by.
async function ask(sheet, enter) {
  const place = sheet.querySelector('[data-place]')
  const show = async response => {
    const page = await pageOf(response)
    if (isCabinet(page.body)) return enter(page)
    const form = page.querySelector('main form')
    if (!form) return void (sheet.querySelector('[data-said]').textContent = page.querySelector('h1')?.textContent ?? '')
    place.replaceChildren(document.adoptNode(form))
    ;[...form.querySelectorAll('input:not([type=hidden])')].find(input => !input.value)?.focus()
    form.addEventListener('submit', async event => {
      event.preventDefault()
      sheet.querySelector('[data-said]').textContent = ''
      const action = event.submitter?.getAttribute('formaction') ?? form.action
      show(await fetch(action, { method: 'POST', body: new URLSearchParams(new FormData(form, event.submitter)) }))
    })
  }
  show(await fetch(`/sign-in?return=${encodeURIComponent(location.pathname + location.search)}`))
}

function askOther(sheet, page, resolve) {
  const other = sheet.querySelector('[data-other]')
  sheet.querySelector('[data-place]').replaceChildren()
  for (const [name, person] of [['now', nameOf(page.body)], ['before', nameOf(document.body)]])
    for (const place of other.querySelectorAll(`[data-${name}]`)) place.textContent = person
  const title = sheet.querySelector('[data-other-title]')
  title.textContent = title.dataset.otherTitle
  title.nextElementSibling.hidden = true
  other.hidden = false
  other.querySelector('[data-yes]').addEventListener('click', () => resolve(renew(page)))
  other.querySelector('[data-no]').addEventListener('click', () => {
    resolve(false)
    // The page of the former person, with what he typed, does not morph into that of another.
    location.reload()
  })
  other.querySelector('[data-no]').focus()
}

function renew(page) {
  const proof = page.querySelector(`input[name=${TOKEN}]`)?.value
  if (!proof) return false
  for (const input of document.querySelectorAll(`input[name=${TOKEN}]`)) input.value = proof
  for (const input of document.querySelectorAll('input[name=_as]')) input.value = personOf(page.body)
  document.body.dataset.person = personOf(page.body)
  document.dispatchEvent(new Event('session:regained'))
  return true
}

const pageOf = async response => new DOMParser().parseFromString(await response.text(), 'text/html')
const isSignIn = url => new URL(url).pathname.startsWith('/sign-in')
const isCabinet = body => body.classList.contains('shell')
const personOf = body => body.dataset.person ?? ''
const nameOf = body => body.dataset.personName ?? ''
