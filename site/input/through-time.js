// The page reads without this: all stations stand one below the other. With it, one is shown at a time.
const walk = document.querySelector('.walk')
const stations = [...walk.querySelectorAll('section')]
const links = [...walk.querySelectorAll('.stations a')]
const bar = walk.querySelector('.station-buttons')
const [previous, next] = bar.querySelectorAll('button')
const [place, title] = bar.querySelectorAll('[role="status"] span')
let now = 0

function show(number, write = true) {
  now = Math.max(0, Math.min(number, stations.length - 1))
  stations.forEach((station, i) => { station.hidden = i !== now })
  links.forEach((link, i) => link.toggleAttribute('data-done', i < now))
  links.forEach((link, i) => i === now ? link.setAttribute('aria-current', 'step') : link.removeAttribute('aria-current'))
  previous.setAttribute('aria-disabled', now === 0) // not disabled: a button that the keyboard is on would lose it
  next.setAttribute('aria-disabled', now === stations.length - 1)
  place.textContent = `Station ${now + 1} of ${stations.length}`
  title.textContent = `: ${stations[now].dataset.title}`
  if (!write) return
  history.replaceState(null, '', `#${stations[now].id}`)
  if (bar.getBoundingClientRect().top <= 0) walk.scrollIntoView() // the next station is read from its top
}

/** The station that the address names, or -1. */
const named = () => stations.findIndex(station => `#${station.id}` === location.hash)

bar.addEventListener('click', event => {
  const button = event.target.closest('button')
  if (button) show(now + Number(button.dataset.by))
})
links.forEach((link, i) => link.addEventListener('click', event => { event.preventDefault(); show(i) }))
window.addEventListener('hashchange', () => { if (named() >= 0) show(named()) })

document.addEventListener('keydown', event => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const inside = walk.contains(event.target)
  const box = event.target.closest?.('.scroll, pre')
  if (!inside && event.target !== document.body || box && box.scrollWidth > box.clientWidth) return // a box that scrolls keeps its arrows
  const to = { ArrowLeft: now - 1, ArrowRight: now + 1, ...inside && { Home: 0, End: stations.length - 1 } }[event.key]
  if (to === undefined) return
  event.preventDefault()
  show(to)
})

bar.hidden = false
show(Math.max(0, named()), false)

// Every number is rounded where it stands. Pointing at it, a tap or the keyboard shows all its digits in one line.
// One number of a table can be reached with Tab; the arrows lead on from there.
const exact = bar.querySelector('.exact')
const tables = [...walk.querySelectorAll('table')]
for (const table of tables) {
  const numbers = table.querySelectorAll('data')
  numbers.forEach((number, i) => { number.setAttribute('role', 'button'); number.tabIndex = i === 0 ? 0 : -1 })
}

function tell(number) {
  walk.querySelector('data.asked')?.classList.remove('asked')
  number.classList.add('asked')
  const table = number.closest('table')
  const name = number.closest('tr').dataset.name ?? table.caption.textContent.split(':')[0]
  exact.textContent = `${name}: ${number.value}`
}

/** The number that an arrow leads to: along the row, or to the same column of the row above or below. */
function neighbour(number, key) {
  const grid = number.closest('.grid')
  const columns = grid ? Number(grid.style.getPropertyValue('--columns')) : 2
  const by = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -columns, ArrowDown: columns }[key]
  const all = [...number.closest('table').querySelectorAll('data')].filter(one => one.checkVisibility())
  if (key === 'Home' || key === 'End') return all.at(key === 'Home' ? 0 : -1)
  return by && (all[all.indexOf(number) + by] ?? number)
}

for (const event of ['focusin', 'click', 'pointerover'])
  walk.addEventListener(event, ({ target }) => { const number = target.closest('data'); if (number) tell(number) })

walk.addEventListener('keydown', event => {
  const number = event.target.closest('data')
  if (!number || event.altKey || event.ctrlKey || event.metaKey) return
  const to = event.key === 'Enter' || event.key === ' ' ? number : neighbour(number, event.key)
  if (!to) return
  event.preventDefault()
  event.stopPropagation() // the arrows turn the stations only when they are not in a table
  number.tabIndex = -1
  to.tabIndex = 0
  to.focus()
  tell(to)
})
