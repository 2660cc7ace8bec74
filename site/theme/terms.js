// Definitions of terms show on hover and focus without this. With it, Escape puts one away that is in the way of the text.
document.addEventListener('keydown', event => {
  if (event.key === 'Escape') document.querySelector('.term:hover, .term:focus-within')?.classList.add('dismissed')
})
for (const left of ['pointerout', 'focusout'])
  document.addEventListener(left, event => {
    const term = event.target.closest?.('.term')
    if (term && !term.contains(event.relatedTarget)) term.classList.remove('dismissed')
  })
