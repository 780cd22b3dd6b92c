// Fills wwwroot/lib from node_modules and assets: one stylesheet in layers, fonts, one script, and the icons for the assembly.
// Run by the target BuildAssets of Kabinet.Web.csproj; writes a file only when its content changed, each whole at once.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle } from 'esbuild'

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
const layers = [
  'tabler', 'tokens', 'base', 'layout', 'controls', 'cells', 'grid', 'blocks', 'records', 'threads', 'forms', 'files', 'history', 'board',
  'people', 'print',
]

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
  const [before, after, ...more] = readFileSync(path, 'utf8').split('    this.installStylesheetElement();\n')
  if (after === undefined || more.length > 0) throw new Error('Turbo installs its stylesheet elsewhere now; see assets/build.mjs')
  return before + after
}

// The controllers come with the page, so that nobody acts on one that is not there yet; those on a heavy library are fetched where they are used.
function controllers() {
  const names = readdirSync(asset('js/controllers')).map(file => basename(file, '.js')).sort()
  const heavy = names.filter(name => readFileSync(asset(`js/controllers/${name}.js`), 'utf8').includes("'sortablejs'"))
  const light = names.filter(name => !heavy.includes(name))
  return [
    ...light.map(name => `import ${name} from './controllers/${name}.js'\n`),
    `export const light = { ${light.join(', ')} }\n`,
    `export const heavy = { ${heavy.map(name => `${name}: () => import('./controllers/${name}.js')`).join(', ')} }\n`,
  ].join('')
}

const ours = {
  name: 'ours',
  setup(build) {
    build.onResolve({ filter: /^kabinet:controllers$/ }, () => ({ path: 'controllers', namespace: 'kabinet' }))
    build.onLoad({ filter: /.*/, namespace: 'kabinet' }, () => ({ contents: controllers(), resolveDir: asset('js') }))
    build.onLoad({ filter: /turbo\.es2017-esm\.js$/ }, ({ path }) => ({ contents: turbo(path) }))
  },
}

async function scripts() {
  const { outputFiles } = await bundle({
    entryPoints: [asset('js/app.js'), asset('js/theme.js')], outdir: join(out, 'js'), chunkNames: '[name]-[hash]',
    bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: true, write: false, plugins: [ours],
  })
  for (const { path, contents } of outputFiles) write(path, contents)
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
await scripts()
if (icons) iconList()
removeStray()
