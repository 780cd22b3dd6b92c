import { uuid } from './uuid.js'

// One stream for all tabs of a browser, since a browser has only six connections to a site. One tab leads: it listens for what all visible
// tabs want to hear of and passes it on. A hidden tab wants nothing, and a browser without a visible tab has no stream.
const names = ['changed', 'bell', 'all', 'definitions']
const key = 'kabinet-live'
const channel = new BroadcastChannel(key)
const me = uuid()
const wanted = new Map()
const longest = 6000
const later = 60_000

let topics = null
let tell = () => {}
let leads = false
let events = null
let open = ''
let pause = null
let leaving = null

/** Begins to listen for topics in this tab; `heard(name, data)` is called for what happens. */
export function listen(text, heard) {
  clearTimeout(leaving)
  topics = text
  tell = heard
  want()
}

/** Stops listening, unless the next page begins to at once. */
export function leave() {
  clearTimeout(leaving)
  leaving = setTimeout(() => { topics = null; want() }, 1000)
}

function want() {
  say({ kind: 'want', from: me, topics: document.hidden ? null : topics })
}

// A channel does not bring a tab its own messages.
function say(message) {
  channel.postMessage(message)
  take(message)
}

function take(message) {
  if (message.kind === 'event') {
    if (!document.hidden && topics !== null) hear(message)
  } else if (message.kind === 'ask') want()
  else if (leads) {
    if (message.topics === null) wanted.delete(message.from)
    else wanted.set(message.from, message.topics)
    follow()
  }
}

// Each tab compares with what it asked for: what another tab looks at is nothing to it.
function hear({ name, data }) {
  const mine = topics.split(',')
  if (name !== 'changed' || JSON.parse(data).some(topic => mine.includes(topic) || mine.includes(topic.split(':')[0]))) tell(name, data)
}

function union() {
  const all = [...new Set([...wanted.values()].flatMap(text => text.split(',')))].sort()
  const text = all.join(',')
  // An address has its limits; whoever wants to hear of very many records hears of all of their kind.
  return text.length <= longest ? text : [...new Set(all.map(topic => topic.split(':')[0]))].join(',')
}

function follow() {
  if (wanted.size === 0) return close()
  const all = union()
  if (pause || events && events.readyState !== EventSource.CLOSED && open === all) return
  const before = events
  open = all
  const next = events = new EventSource(`/live?topics=${encodeURIComponent(all)}`)
  // The former stream stays until the new one is there, so that nothing is missed between them.
  next.addEventListener('open', () => before?.close())
  for (const name of names) next.addEventListener(name, event => say({ kind: 'event', name, data: event.data }))
  // The person has newer streams elsewhere. Coming back at once would only push those out.
  next.addEventListener('enough', () => {
    if (next !== events) return next.close()
    close()
    pause = setTimeout(() => { pause = null; follow() }, later)
  })
}

function close() {
  events?.close()
  events = null
}

function lead() {
  leads = true
  say({ kind: 'ask' })
}

function resign() {
  leads = false
  wanted.clear()
  close()
}

// Where there are no locks (a site without https), the tabs share a lease that its holder renews. It is held from the second look on:
// of two tabs that took it at once, the later one did.
function lease() {
  const [holder, until] = (localStorage.getItem(key) ?? '').split(' ')
  const isMine = holder === me
  if (!isMine && holder && Number(until) > Date.now()) return leads ? resign() : undefined
  localStorage.setItem(key, `${me} ${Date.now() + 5000}`)
  if (isMine && !leads) lead()
}

channel.addEventListener('message', event => take(event.data))
document.addEventListener('visibilitychange', want)
addEventListener('pageshow', want)
addEventListener('pagehide', () => {
  say({ kind: 'want', from: me, topics: null })
  if (leads && !navigator.locks) localStorage.removeItem(key)
})

// The lock passes to another tab when this one is closed; it is held as long as the tab lives.
if (navigator.locks) navigator.locks.request(key, () => new Promise(lead))
else {
  lease()
  setInterval(lease, 2000)
}
