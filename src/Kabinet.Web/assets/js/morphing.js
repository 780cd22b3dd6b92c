// A refresh morphs the page into what the server sends now. What a script or the person has changed since the server's last answer stays,
// unless the server itself says something new at the same place: a merge of three versions, for every controller alike.
const served = new WeakMap() // element → attribute → what the server said before a script changed it
const words = new WeakMap() // element → the text the server gave before a script replaced it
const made = new WeakSet() // nodes that scripts added
const moved = new WeakSet() // nodes of the server that scripts took out, perhaps to put them elsewhere
const styled = new WeakSet() // elements whose style a script gave
const sent = new WeakSet() // forms accepted by the server: what was typed into them is not waiting any more
const TYPED = ['value', 'checked', 'selected']
let morphing = false

// This observer is older than those of Stimulus, so it is told first and never mistakes what a controller does after a morph for the morph.
const observer = new MutationObserver(records => (morphing ? (morphing = false) : note(records)))
observer.observe(document.documentElement, {
  subtree: true,
  childList: true,
  attributes: true,
  attributeOldValue: true
})

function note(records) {
  for (const record of records) record.type === 'attributes' ? noteAttribute(record) : noteChildren(record)
}

function noteAttribute({ target, attributeName, oldValue }) {
  if (target.localName === 'turbo-frame') return
  if (!served.has(target)) served.set(target, new Map())
  const said = served.get(target)
  if (!said.has(attributeName)) said.set(attributeName, oldValue)
}

// What is put right under a frame or the document is Turbo's rendering of an answer of the server.
function noteChildren({ target, addedNodes, removedNodes }) {
  if (target.localName === 'turbo-frame' || target === document.documentElement) return
  for (const node of removedNodes) if (!made.has(node)) moved.add(node)
  for (const node of addedNodes) if (node.nodeType === Node.ELEMENT_NODE && !moved.has(node)) made.add(node)
  if (target.childElementCount === 0 && ![...removedNodes].some(node => node.nodeType === Node.ELEMENT_NODE) && !words.has(target))
    words.set(target, [...removedNodes].map(node => node.textContent).join(''))
}

// A morph runs to its end without a pause; what the observer hears of it is nobody's change.
function begin() {
  if (morphing) return
  note(observer.takeRecords())
  morphing = true
  queueMicrotask(() => {
    if (!morphing) return
    observer.takeRecords()
    morphing = false
  })
}

document.addEventListener('turbo:before-morph-element', event => {
  begin()
  const { target, detail: { newElement } } = event
  if (!newElement) {
    if (made.has(target)) event.preventDefault()
    return
  }
  keepAttributes(target, newElement)
  keepWords(target, newElement)
})

function keepAttributes(element, sentNow) {
  for (const [name, said] of served.get(element) ?? []) {
    const now = sentNow.getAttribute(name)
    if (name === 'class') keepClasses(element, said, sentNow)
    // A style written into what the server sends would be refused as one of a page; it is left alone where it stands.
    else if (name === 'style') now === said ? styled.add(element) : styled.delete(element)
    else if (now !== said) served.get(element).delete(name)
    else if (element.hasAttribute(name)) sentNow.setAttribute(name, element.getAttribute(name))
    else sentNow.removeAttribute(name)
  }
}

// Classes are many voices in one attribute: those that a script gave or took are kept beside those of the server.
function keepClasses(element, said, sentNow) {
  const before = new Set((said ?? '').split(/\s+/).filter(Boolean))
  served.get(element).set('class', sentNow.getAttribute('class'))
  for (const name of element.classList) if (!before.has(name)) sentNow.classList.add(name)
  for (const name of before) if (!element.classList.contains(name)) sentNow.classList.remove(name)
}

function keepWords(element, sentNow) {
  if (!words.has(element)) return
  if (sentNow.childElementCount === 0 && sentNow.textContent === words.get(element)) sentNow.textContent = element.textContent
  else words.delete(element)
}

// What is typed, ticked or chosen and not yet sent is the person's.
document.addEventListener('turbo:before-morph-attribute', event => {
  const { target, detail: { attributeName } } = event
  if (attributeName === 'style' ? styled.has(target) : TYPED.includes(attributeName) && isTouched(target)) event.preventDefault()
})

function isTouched(input) {
  const form = input.form ?? input.closest?.('form')
  if (form && sent.has(form)) return false
  if (input.localName === 'option') return isChosenAnew(input.closest('select'))
  if (input.localName === 'textarea') return input.value !== input.defaultValue
  if (input.localName !== 'input') return false
  return input.type === 'checkbox' || input.type === 'radio' ? input.checked !== input.defaultChecked : input.value !== input.defaultValue
}

function isChosenAnew(select) {
  return !!select && [...select.options].some(option => option.selected !== option.defaultSelected) && hasDefault(select)
}

// A list whose options name none as chosen shows its first one, untouched.
function hasDefault(select) {
  return [...select.options].some(option => option.defaultSelected) || select.selectedIndex > 0
}

document.addEventListener('turbo:submit-end', event => {
  if (event.detail.success) sent.add(event.target)
})
for (const kind of ['input', 'change'])
  document.addEventListener(kind, event => {
    if (event.target.form) sent.delete(event.target.form)
  })

// A page in Turbo's cache is a copy: what scripts made and changed goes along as attributes and is known again when one comes back to it.
const SERVED = 'data-served'
const MADE = 'data-made'

document.addEventListener('turbo:before-cache', () => {
  note(observer.takeRecords())
  for (const element of document.body.querySelectorAll('*')) {
    if (made.has(element)) element.setAttribute(MADE, '')
    if (served.get(element)?.size) element.setAttribute(SERVED, JSON.stringify([...served.get(element)]))
  }
})

document.addEventListener('turbo:render', () => {
  for (const element of document.body.querySelectorAll(`[${MADE}]`)) {
    element.removeAttribute(MADE)
    made.add(element)
  }
  for (const element of document.body.querySelectorAll(`[${SERVED}]`)) {
    served.set(element, new Map(JSON.parse(element.getAttribute(SERVED))))
    element.removeAttribute(SERVED)
  }
})
