// The search as a reader sees it: a dialog with a field and a list of links. Escape closes it, arrows walk the list.
(() => {
  const { rank, words, ask } = globalThis.learnDLSearch
  const labels = { Page: 'Page', Lesson: 'Lesson', Term: 'Glossary', Api: 'API', Member: 'API', Source: 'Source' }
  let dialog = null

  const made = (name, settings = {}, ...inside) => {
    const element = Object.assign(document.createElement(name), settings)
    element.append(...inside)
    return element
  }

  /** A piece of the text around the first word that was asked for, with such words marked. */
  function excerpt(text, query) {
    const wanted = new Set(ask(query).groups.flatMap(group => [...group.options.keys()]))
    const hit = match => words(match[0]).some(({ word }) => wanted.has(word))
    const first = [...text.matchAll(/[\p{L}\p{N}_]+/gu)].find(hit)?.index ?? 0
    const start = first < 70 ? 0 : text.indexOf(' ', first - 60) + 1
    const piece = text.slice(start, start + 160)
    const nodes = [start > 0 ? '… ' : '']
    let at = 0
    for (const match of piece.matchAll(/[\p{L}\p{N}_]+/gu)) {
      if (!hit(match)) continue
      nodes.push(piece.slice(at, match.index), made('mark', {}, match[0]))
      at = match.index + match[0].length
    }
    nodes.push(piece.slice(at), start + 160 < text.length ? ' …' : '')
    return nodes
  }

  const row = (root, query) => entry => made('li', {}, made('a', { href: root + entry.url },
    made('span', { className: 'found-kind' }, labels[entry.kind]),
    made('span', { className: 'found-title' }, entry.title),
    made('span', { className: 'found-within' }, entry.within),
    made('span', { className: 'found-text' }, ...excerpt(entry.text, query))))

  function build(root) {
    const field = made('input', { type: 'search', id: 'search-field', autocomplete: 'off', spellcheck: false })
    const status = made('p', { className: 'found-count' })
    status.setAttribute('role', 'status')
    const list = made('ol', { className: 'found' })
    const close = made('button', { type: 'button', onclick: () => dialog.close() }, 'Close')
    dialog = made('dialog', { className: 'search' },
      made('div', { className: 'search-head' },
        made('label', { htmlFor: 'search-field' }, 'Search lessons, glossary, API and source'), field, close),
      status, list)
    dialog.setAttribute('aria-label', 'Search')

    const show = () => {
      const query = field.value.trim()
      const found = query ? rank(query) : []
      list.replaceChildren(...found.map(row(root, query)))
      status.textContent = !query ? 'Try “logit”, “return_sequences” or “padding same”.'
        : found.length === 0 ? 'Nothing was found. Try another word.'
        : `${found.length} ${found.length === 1 ? 'result' : 'results'}, the best first.`
    }
    field.addEventListener('input', show)
    dialog.addEventListener('keydown', event => {
      const stops = [field, ...list.querySelectorAll('a')]
      const now = stops.indexOf(document.activeElement)
      if (event.key === 'Enter' && now === 0 && stops.length > 1) stops[1].click()
      const to = { ArrowDown: now + 1, ArrowUp: now - 1 }[event.key]
      if (to === undefined || now < 0 || !stops[to]) return
      event.preventDefault()
      stops[to].focus()
    })
    // A result on the page that is open leaves nothing to load: the dialog has to go by itself.
    list.addEventListener('click', event => { if (event.target.closest('a')) dialog.close() })
    dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close() }) // beside the box
    document.body.append(dialog)
    show()
  }

  globalThis.learnDLSearch.open = root => {
    if (!dialog) build(root)
    if (!dialog.open) dialog.showModal()
    const field = dialog.querySelector('input')
    field.focus()
    field.select()
  }
})()
