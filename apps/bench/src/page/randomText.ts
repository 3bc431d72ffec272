const words =
  `the whale sea and ship of a to in that his it was with as he for all this at by not from him be on so one but
  had have there or were now which me like old captain boat upon then more would some when man into out white hand`.split(
    /\s+/,
  )

/** A source of numbers that is the same in every run. */
export function seeded(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** About `length` letters of words. */
export function randomText(random: (below: number) => number, length: number): string {
  let text = ''
  while (text.length < length) text += `${words[random(words.length)]} `
  return text.slice(0, length)
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

export function randomBase64(random: (below: number) => number, length: number): string {
  const codes = Uint8Array.from({ length }, () => letters.charCodeAt(random(letters.length)))
  return new TextDecoder().decode(codes)
}
