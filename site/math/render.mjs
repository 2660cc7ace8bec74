// Writes every formula of the pages as MathML into cache.json, keyed by its TeX.
//   node render.mjs           writes the cache
//   node render.mjs --check   fails when the committed cache is not what would be written
// A formula that this file reads otherwise than the site's Markdown is reported by the site's build.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import temml from 'temml'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '..', '..')
const cacheFile = join(here, 'cache.json')

function pages() {
  const input = join(root, 'site', 'input')
  const written = readdirSync(input, { recursive: true })
    .filter(name => name.endsWith('.md')).map(name => join(input, name))
  const lessons = readdirSync(join(root, 'lessons'))
    .map(name => join(root, 'lessons', name, 'lesson.md')).filter(existsSync)
  return [...written, ...lessons].sort()
}

/** The formulas of a page as [tex, display, line]; code and front matter hold none. */
function formulas(text) {
  const blank = part => part.replace(/[^\n]/g, ' ')
  const prose = text.replace(/\r\n/g, '\n')
    .replace(/^---\n[\s\S]*?\n---\n/, blank)
    .replace(/^ *(```|~~~)[\s\S]*?^ *\1/gm, blank)
    .replace(/<\?#[\s\S]*?\?>/g, blank)
    .replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, blank)
  const found = []
  for (const match of prose.matchAll(/\$\$([\s\S]+?)\$\$|\$(?!\s)((?:[^$\n]|\n(?!\n))+?)(?<!\s)\$(?![\w])/g)) {
    const tex = (match[1] ?? match[2]).trim().replace(/\s+/g, ' ')
    found.push([tex, match[1] !== undefined, prose.slice(0, match.index).split('\n').length])
  }
  return found
}

function render() {
  const cache = { inline: {}, display: {} }
  for (const page of pages()) {
    for (const [tex, display, line] of formulas(readFileSync(page, 'utf8'))) {
      try {
        cache[display ? 'display' : 'inline'][tex] = temml.renderToString(tex, { displayMode: display, throwOnError: true })
      } catch (error) {
        throw new Error(`${relative(root, page)}:${line}: Temml cannot read $${tex}$: ${error.message}`)
      }
    }
  }
  const sorted = part => Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
  return JSON.stringify({ inline: sorted(cache.inline), display: sorted(cache.display) }, null, 2) + '\n'
}

const fresh = render()
const committed = existsSync(cacheFile) ? readFileSync(cacheFile, 'utf8').replace(/\r\n/g, '\n') : ''
const count = Object.values(JSON.parse(fresh)).map(part => Object.keys(part).length).reduce((a, b) => a + b)
if (!process.argv.includes('--check')) {
  writeFileSync(cacheFile, fresh)
  console.log(`site/math/cache.json: ${count} formulas`)
} else if (fresh === committed) {
  console.log(`site/math/cache.json is fresh: ${count} formulas`)
} else {
  console.error('site/math/cache.json is not what the pages need. Run: cd site/math && npm ci && node render.mjs')
  process.exitCode = 1
}
