// Says how far the machine that serves this page has come with measuring the lessons, and which exercises its learner has
// solved. Only pages that are served have this script; a site that was built does without.
(() => {
  const address = new URL('live.json', document.currentScript.src)
  const note = document.querySelector('.measured')
  let next // the question that is planned; there is one at a time

  async function ask() {
    clearTimeout(next)
    let answer
    try {
      answer = await fetch(address, { cache: 'no-store' })
    } catch {
      if (note) say('The program that serves this page has ended.')
      return
    }
    if (!answer.ok) {
      next = setTimeout(ask, 2000)
      return
    }
    const state = await answer.json()
    tick(state.exercises)
    if (note) tell(state)
    if (!state.finished) next = setTimeout(ask, 2000)
  }

  function say(...what) { note.querySelector('.live').replaceChildren(...what) }

  function tell(state) {
    const { lesson } = note.dataset
    if (lesson && !('own' in note.dataset) && state.done.includes(lesson)) {
      if (note.querySelector('.live a')) return
      const link = document.createElement('a')
      link.href = location.href
      link.textContent = 'Show its numbers'
      link.addEventListener('click', event => { event.preventDefault(); location.reload() })
      say('This lesson has run on your machine now. ', link)
    } else if (state.lesson > 0) {
      say(`Your machine is at lesson ${state.lesson} of ${state.of}: ${state.percent}%.`)
    } else {
      say(state.checksGradients ? 'Your machine is checking the gradients.' : '')
    }
  }

  function tick(exercises) {
    for (const { lesson, solved, total } of exercises) {
      const link = document.querySelector(`nav a[data-lesson="${lesson}"]`)
      if (!link) continue
      link.querySelector('.solved')?.remove()
      const mark = document.createElement('span')
      mark.className = 'solved'
      mark.textContent = solved === total ? '✓' : `${solved}/${total}`
      mark.setAttribute('role', 'img')
      mark.setAttribute('aria-label', `, ${solved} of ${total} exercises solved`)
      mark.title = `${solved} of ${total} exercises solved`
      link.append(mark)
    }
  }

  // Exercises are solved in another window: back from there, the reader sees what is new.
  document.addEventListener('visibilitychange', () => { if (!document.hidden) ask() })
  ask()
})()
