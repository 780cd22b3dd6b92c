// Fills wwwroot/lib from node_modules and assets: one stylesheet in layers, fonts, native modules, and the icons for the assembly.
// Run by the target BuildAssets of Kabinet.Web.csproj; writes a file only when its content changed, each whole at once.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const home = dirname(dirname(fileURLToPath(import.meta.url)))
const out = join(home, 'wwwroot', 'lib')
const icons = process.argv[2]
const written = new Set()

const vendor = path => join(home, 'node_modules', path)
const asset = path => join(home, 'assets', path)

function write(path, content) {
  written.add(path)
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(content))) return
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, content)
  renameSync(draft, path)
}

// Layers from the weakest to the strongest; a file of assets/css is the layer of its name.
const layers = ['tabler', 'tokens', 'base', 'layout', 'controls', 'cells', 'grid', 'blocks', 'records', 'forms', 'files', 'history', 'board', 'people', 'print']

function layer(name) {
  const path = name === 'tabler' ? vendor('@tabler/core/dist/css/tabler.min.css') : asset(`css/${name}.css`)
  if (!existsSync(path)) return ''
  const css = readFileSync(path, 'utf8').replace(/^@charset[^;]+;/, '').replace(/\/\*# sourceMappingURL.*\*\//, '')
  return `@layer ${name} {\n${css}\n}\n`
}

function stylesheet() {
  const stray = readdirSync(asset('css')).map(file => basename(file, '.css')).filter(name => !layers.includes(name))
  if (stray.length > 0) throw new Error(`assets/css: no layer for ${stray.join(', ')}; name it in assets/build.mjs`)
  write(join(out, 'app.css'), `@layer ${layers.join(', ')};\n${layers.map(layer).join('')}`)
}

function fonts() {
  for (const subset of ['cyrillic', 'latin'])
    write(join(out, 'fonts', `inter-${subset}.woff2`), readFileSync(vendor(`@fontsource-variable/inter/files/inter-${subset}-wght-normal.woff2`)))
}

// Turbo styles its progress bar by an inline <style>, which our Content-Security-Policy rightly refuses; base.css has that style.
function turbo(path) {
  const [before, after, ...more] = readFileSync(vendor(path), 'utf8').split('    this.installStylesheetElement();\n')
  if (after === undefined || more.length > 0) throw new Error('Turbo installs its stylesheet elsewhere now; see assets/build.mjs')
  return before + after
}

function scripts() {
  const modules = {
    'vendor/turbo.js': '@hotwired/turbo/dist/turbo.es2017-esm.js',
    'vendor/stimulus.js': '@hotwired/stimulus/dist/stimulus.js',
    'vendor/sortable.js': 'sortablejs/modular/sortable.esm.js',
  }
  for (const [name, path] of Object.entries(modules)) write(join(out, 'js', name), name.includes('turbo') ? turbo(path) : readFileSync(vendor(path)))
  for (const file of readdirSync(asset('js'), { recursive: true }).filter(file => file.endsWith('.js')))
    write(join(out, 'js', file), readFileSync(asset(`js/${file}`)))
  const names = readdirSync(asset('js/controllers')).map(file => basename(file, '.js')).sort()
  write(join(out, 'js', 'controllers.js'), `export const controllers = {\n${names.map(name => `  '${name}': () => import('./controllers/${name}.js'),\n`).join('')}}\n`)
}

// One line an icon: name, tab, the inside of its svg.
function iconList() {
  const nodes = JSON.parse(readFileSync(vendor('@tabler/icons/tabler-nodes-outline.json'), 'utf8'))
  const shape = ([tag, attributes]) => `<${tag} ${Object.entries(attributes).map(([name, value]) => `${name}="${value}"`).join(' ')}/>`
  write(icons, Object.entries(nodes).map(([name, shapes]) => `${name}\t${shapes.map(shape).join('')}\n`).join(''))
}

function removeStray() {
  for (const file of readdirSync(out, { recursive: true, withFileTypes: true }))
    if (file.isFile() && !written.has(join(file.parentPath ?? file.path, file.name))) rmSync(join(file.parentPath ?? file.path, file.name))
}

stylesheet()
fonts()
scripts()
if (icons) iconList()
removeStray()
