// Says how far the machine that serves this page has come with measuring the lessons. Only pages that are served have
// this script; a site that was built does without.
(() => {
  const script = document.currentScript
  const note = script.closest('.measured')
  const line = note.querySelector('.live')
  const address = new URL('live.json', script.src)

  async function ask() {
    let state
    try {
      state = await (await fetch(address, { cache: 'no-store' })).json()
    } catch {
      line.textContent = 'The program that serves this page has ended.'
      return
    }
    tell(state)
    if (!state.finished) setTimeout(ask, 2000)
  }

  function tell(state) {
    const { lesson } = note.dataset
    if (lesson && !('own' in note.dataset) && state.done.includes(lesson)) {
      if (line.querySelector('a')) return
      const link = document.createElement('a')
      link.href = location.href
      link.textContent = 'Show its numbers'
      link.addEventListener('click', event => { event.preventDefault(); location.reload() })
      line.replaceChildren('This lesson has run on your machine now. ', link)
    } else if (state.lesson > 0) {
      line.textContent = `Your machine is at lesson ${state.lesson} of ${state.of}: ${state.percent}%.`
    } else if (state.checksGradients) {
      line.textContent = 'Your machine is checking the gradients.'
    } else {
      line.textContent = ''
    }
  }

  ask()
})()
