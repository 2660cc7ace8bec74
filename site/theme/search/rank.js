// Which entries answer a question, best first. No page is touched here, so that it can be tried without one.
globalThis.learnDLSearch = (() => {
  const stopWords = new Set(('a an and are as at be but by can do does for from has have how i if in into is it its me my '
    + 'of on or so that the their them then there these this to was what when where which who why will with you your '
    + 'mean means work works use used').split(' '))

  // What other books and libraries call the things of this one.
  const sameAs = {
    freeze: 'trainable', frozen: 'trainable', unfreeze: 'trainable', epochs: 'epoch', nn: 'network', rnn: 'recurrent',
    convnet: 'convolution', mae: 'absolute', mse: 'squared', filter: 'kernel', dtype: 'type', minibatch: 'batch',
    backprop: 'backward', normalize: 'standardise', crossentropy: 'cross', lr: 'rate', regularization: 'dropout',
  }

  /** One form for "layer" and "layers", "pad" and "padding", "standardise" and "standardize". */
  function stem(word) {
    if (word.length < 4) return word
    let end = word.replace(/i[sz](e|es|ed|er|ers|ing|ation)$/, 'iz').replace(/our$/, 'or')
    end = end.replace(/ies$/, 'y').replace(/(ss|x|ch|sh)es$/, '$1').replace(/([^su])s$/, '$1')
    if (/[aeiouy].*(ing|ed)$/.test(end) && end.length > 5) end = end.replace(/(ing|ed)$/, '')
    return end.replace(/([^aeiouls])\1$/, '$1').replace(/(.{3})e$/, '$1')
  }

  const known = new Map()

  /** The words of a text. A name of several words counts as one, and each of them too: returnSequences, val_loss. */
  function words(text) {
    return [...text.matchAll(/[\p{L}\p{N}_]+/gu)].flatMap(([name]) => {
      if (!known.has(name)) known.set(name, wordsOf(name))
      return known.get(name)
    })
  }

  function wordsOf(name) {
    const parts = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\p{N}+|\p{L}+/gu) ?? []
    const whole = parts.join('').toLowerCase()
    const each = parts.map(part => part.toLowerCase()).map(raw => ({ word: stem(raw), raw, part: parts.length > 1 }))
    return parts.length > 1 ? [{ word: stem(whole), raw: whole, whole: true }, ...each] : each
  }

  const kinds = { Page: 1, Lesson: 1.1, Term: 1.15, Api: 1.1, Member: 0.55, Source: 0.4 }
  const taught = 1.25 // a type that a lesson explains
  const fields = [[2, 6], [5, 5], [3, 1], [4, 1], [6, 0.6]] // column of a row, and what a word in it is worth
  let entries = [], index = new Map(), vocabulary = [], meanLength = 1

  /** Takes rows of kind, address, title, within, text, names, words. */
  function load(rows) {
    entries = rows.map(([kind, url, title, within, text, names]) => ({ kind, url, title, within, text, names }))
    index = new Map()
    const raws = new Set()
    let total = 0
    rows.forEach((row, i) => {
      const counts = new Map()
      const entry = entries[i]
      entry.length = 1
      for (const [column, worth] of fields)
        for (const { word, raw } of words(row[column])) {
          raws.add(raw)
          const count = counts.get(word) ?? { title: 0, text: 0 }
          if (worth > 1) count.title = Math.max(count.title, worth)
          else { count.text += worth; entry.length++ }
          counts.set(word, count)
        }
      entry.name = words(row[2]).filter(one => !one.part).map(one => one.word).join(' ')
      entry.titleLength = Math.max(1, words(row[2]).filter(one => !one.part && !stopWords.has(one.raw)).length)
      entry.names = words(row[5]).filter(one => !one.part).map(one => one.word).join(' ')
      total += entry.length
      for (const [word, count] of counts) {
        if (!index.has(word)) index.set(word, [])
        index.get(word).push([i, count])
      }
    })
    meanLength = total / Math.max(1, rows.length)
    vocabulary = [...raws].sort()
  }

  const rarity = word => Math.log(1 + entries.length / (1 + (index.get(word)?.length ?? 0)))

  /** Words that begin as what is being typed does. */
  function continued(raw) {
    let low = 0, high = vocabulary.length
    while (low < high) { const middle = (low + high) >> 1; if (vocabulary[middle] < raw) low = middle + 1; else high = middle }
    const found = new Set()
    for (let i = low; i < vocabulary.length && vocabulary[i].startsWith(raw) && found.size < 40; i++) found.add(stem(vocabulary[i]))
    return found
  }

  /** What is asked for: groups of words of which any will do, and how much each is worth. */
  function ask(query) {
    const asked = words(query).filter(one => !stopWords.has(one.raw) || one.whole)
    const last = /[\p{L}\p{N}]$/u.test(query) ? asked.at(-1) : null
    const hasWhole = asked.some(one => one.whole)
    const groups = asked.map(one => {
      const options = new Map()
      if (one === last && one.raw.length > 1) for (const word of continued(one.raw)) options.set(word, 0.5)
      if (sameAs[one.raw]) options.set(stem(sameAs[one.raw]), 0.8)
      options.set(one.word, 1)
      return { options, worth: one.whole ? 2 : one.part && hasWhole ? 0.35 : 1 }
    })
    // "return sequences" finds returnSequences as well
    for (let i = 1; i < asked.length; i++) {
      const joined = stem(asked[i - 1].raw + asked[i].raw)
      if (!asked[i].part && index.has(joined)) groups.push({ options: new Map([[joined, 1]]), worth: 1, extra: true })
    }
    return { groups, name: asked.filter(one => !one.part).map(one => one.word).join(' ') }
  }

  /** The entries that answer a query, best first. */
  function rank(query, most = 20) {
    const { groups, name } = ask(query)
    const scores = new Map()
    let possible = 0
    for (const { options, worth, extra } of groups) {
      const best = new Map()
      let rare = 0
      for (const [word, share] of options) {
        if (!index.has(word)) continue
        rare = Math.max(rare, rarity(word) * share)
        for (const [i, count] of index.get(word)) {
          const { length, titleLength } = entries[i]
          const text = 2.2 * count.text / (count.text + 1.2 * (0.4 + 0.6 * length / meanLength))
          const score = share * rarity(word) * (text + count.title / Math.sqrt(titleLength))
          if (score > (best.get(i) ?? 0)) best.set(i, score)
        }
      }
      if (!extra) possible += worth * Math.max(rare, 1)
      for (const [i, score] of best) {
        const so = scores.get(i) ?? { score: 0, covered: 0 }
        so.score += score * worth
        if (!extra) so.covered += worth * Math.max(rare, 1)
        scores.set(i, so)
      }
    }
    const found = [...scores].map(([i, { score, covered }]) => {
      const entry = entries[i]
      const exact = entry.name === name ? 2 : entry.names && ` ${entry.names} `.includes(` ${name} `) ? 1.6 : 1
      const lesson = entry.kind === 'Api' && entry.within.includes('lesson') ? taught : 1
      return { ...entry, score: score * (covered / possible) ** 2 * kinds[entry.kind] * exact * lesson }
    }).sort((a, b) => b.score - a.score)
    return found.filter(entry => entry.score > found[0].score / 40).slice(0, most) // the rest only shares a word
  }

  return { load, rank, words, ask }
})()
