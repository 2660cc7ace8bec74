// Loaded by every page, and small: the search itself, and what it searches, are fetched when a reader first opens it.
(() => {
  const link = document.querySelector('a.search')
  const root = link.getAttribute('href').replace(/search\.html$/, '')
  let loading = null

  const load = file => new Promise((done, failed) => {
    const script = document.createElement('script')
    Object.assign(script, { src: `${root}search/${file}`, onload: done, onerror: failed })
    document.head.append(script)
  })

  const open = event => {
    event.preventDefault()
    loading ??= load('rank.js').then(() => load('index.js')).then(() => load('dialog.js'))
    loading.then(() => globalThis.learnDLSearch.open(root), () => { location.href = link.href })
  }

  // The field of a search that was just closed still has the focus for a moment, and is no longer written in.
  const writes = element => element.closest?.('input, textarea, select, [contenteditable]')?.checkVisibility()

  link.setAttribute('aria-keyshortcuts', '/')
  link.setAttribute('aria-haspopup', 'dialog')
  link.addEventListener('click', event => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) open(event) })
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !writes(event.target)) open(event)
  })
})()
