import { config } from './vendor/turbo.js'
import { Application } from './vendor/stimulus.js'
import { controllers } from './controllers.js'

config.drive.progressBarDelay = 250

// A controller is fetched when its name first stands on a page.
const application = Application.start()
const known = new Set()

function load(name) {
  if (known.has(name) || !controllers[name]) return
  known.add(name)
  controllers[name]().then(module => application.register(name, module.default))
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
