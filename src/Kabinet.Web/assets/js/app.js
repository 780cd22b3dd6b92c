import './morphing.js'
import './session.js'
import './refocus.js'
import './incomplete.js'
import { config } from '@hotwired/turbo'
import { Application } from '@hotwired/stimulus'
import { heavy, light } from 'kabinet:controllers'

config.drive.progressBarDelay = 250

const application = Application.start()
for (const [name, controller] of Object.entries(light)) application.register(name, controller)

// A heavy controller is fetched when its name first stands on a page.
const known = new Set()

function load(name) {
  if (known.has(name) || !heavy[name]) return
  known.add(name)
  heavy[name]().then(module => application.register(name, module.default))
}

function look(root) {
  const named = root.querySelectorAll('[data-controller]')
  for (const element of root.matches?.('[data-controller]') ? [root, ...named] : named)
    element.dataset.controller.split(/\s+/).forEach(load)
}

look(document.documentElement)
new MutationObserver(changes => changes.forEach(change => change.addedNodes.forEach(node => node.nodeType === 1 && look(node))))
  .observe(document.documentElement, { childList: true, subtree: true })

// What a frame asked for is not there any more (a right was taken, the session ended): its answer is opened as a page of its own.
document.addEventListener('turbo:frame-missing', event => {
  event.preventDefault()
  event.detail.visit(event.detail.response.url)
})
