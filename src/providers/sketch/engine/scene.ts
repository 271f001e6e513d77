// Turns the words of a prompt into a scene. There is no language model: a word that is not in these tables affects only the seed.
import { type Colour, hex, mix, NAMED, shade, tint } from './colour.ts'
import { hashText, randomFrom } from './noise.ts'

export type Ground = 'mountains' | 'hills' | 'forest' | 'city' | 'desert' | 'meadow'
type Time = 'dawn' | 'day' | 'sunset' | 'dusk' | 'night'
export type SubjectKind = 'fox' | 'cat' | 'dog' | 'deer' | 'person' | 'house' | 'lighthouse' | 'tree' | 'boat' | 'balloon' | 'birds'

export interface Subject {
  kind: SubjectKind
  colour: Colour | null
}
export interface Scene {
  kind: 'landscape' | 'space' | 'abstract'
  time: Time
  ground: Ground
  water: 'none' | 'lake' | 'sea'
  /** Four colours from the zenith to the horizon. */
  sky: readonly [Colour, Colour, Colour, Colour]
  /** The colour of the sun or the moon. */
  light: Colour
  haze: Colour
  far: Colour
  near: Colour
  waterColour: Colour
  /** The amount of clouds, from 0 to 1. `fog`, `stars` and `snowcaps` have the same range. */
  clouds: number
  fog: number
  stars: number
  snowcaps: number
  falling: 'none' | 'rain' | 'snow'
  aurora: boolean
  rainbow: boolean
  /** Whether a planet has a ring; null if chance decides. */
  ringed: boolean | null
  /** Whether the sun or the moon is visible. */
  disc: boolean
  flowers: Colour | null
  subjects: Subject[]
  /** The colours in the prompt that do not belong to a noun. They colour abstract pictures, planets, nebulas and balloons. */
  accents: Colour[]
}

interface Mood {
  sky: readonly [Colour, Colour, Colour, Colour]
  light: Colour
  haze: Colour
  far: Colour
  near: Colour
}

const mood = (sky: [string, string, string, string], light: string, haze: string, far: string, near: string): Mood => ({
  sky: sky.map(hex) as unknown as Mood['sky'],
  light: hex(light),
  haze: hex(haze),
  far: hex(far),
  near: hex(near),
})
// Each time of day has several moods, so that different seeds give different pictures.
const MOODS: Record<Time, readonly Mood[]> = {
  dawn: [
    mood(['4a6fa8', '9aa8d0', 'f0b9b8', 'ffe2b8'], 'fff0cf', 'f2c6b4', 'a79cc0', '2c3350'),
    mood(['3e6a8e', '86b4c4', 'e8d3c0', 'ffd9a0'], 'fff3d8', 'e6cdbf', '8fa6b8', '22394a'),
  ],
  day: [
    mood(['2a6fc4', '5fa2e2', 'a9d2f2', 'e6f3f6'], 'fffbe8', 'cfe3ef', '86a9c6', '23472f'),
    mood(['1f7fb8', '5cb4d8', 'aee0e6', 'f3f4e0'], 'fffdf0', 'd4e8e6', '7fafb8', '20503f'),
  ],
  sunset: [
    mood(['2e2a62', '84417f', 'e8705a', 'ffc46b'], 'fff0b8', 'f2916a', '9a5480', '1f1830'),
    mood(['24406e', '7a6a9e', 'f08a6c', 'ffd58a'], 'fff4cc', 'f0a580', '86648e', '1c2034'),
    mood(['3a1f4e', 'a63a5e', 'f5683e', 'ffb03c'], 'ffeaa0', 'ee7a4a', '8e3f5c', '22121e'),
  ],
  dusk: [
    mood(['141d47', '3a3f7f', '8a68a8', 'eba69c'], 'ffe6d8', 'a382ae', '595a90', '12142a'),
    mood(['0f2340', '2f4f7a', '7a86ac', 'd9b8a8'], 'fff0e0', '8c94b0', '48608a', '0e1828'),
  ],
  night: [
    mood(['050a20', '0c1a40', '1d3766', '3f6590'], 'f4f2e0', '34557f', '243f68', '060c18'),
    mood(['08071f', '17143f', '352c68', '6a5590'], 'f6f0e6', '4d4378', '312d5c', '080718'),
  ],
}

const TIMES: Record<string, Time> = {
  dawn: 'dawn',
  sunrise: 'dawn',
  morning: 'dawn',
  day: 'day',
  noon: 'day',
  sunny: 'day',
  afternoon: 'day',
  summer: 'day',
  sunset: 'sunset',
  evening: 'sunset',
  dusk: 'dusk',
  twilight: 'dusk',
  night: 'night',
  midnight: 'night',
  starry: 'night',
  star: 'night',
  moon: 'night',
  moonlight: 'night',
  moonlit: 'night',
  aurora: 'night',
  dark: 'night',
  northern: 'night',
  borealis: 'night',
}
const GROUNDS: Record<string, Ground> = {
  mountain: 'mountains',
  alp: 'mountains',
  peak: 'mountains',
  cliff: 'mountains',
  volcano: 'mountains',
  fjord: 'mountains',
  hill: 'hills',
  valley: 'hills',
  countryside: 'hills',
  village: 'hills',
  forest: 'forest',
  wood: 'forest',
  jungle: 'forest',
  pine: 'forest',
  taiga: 'forest',
  city: 'city',
  skyline: 'city',
  town: 'city',
  skyscraper: 'city',
  street: 'city',
  building: 'city',
  metropolis: 'city',
  tokyo: 'city',
  manhattan: 'city',
  desert: 'desert',
  dune: 'desert',
  sahara: 'desert',
  sand: 'desert',
  mars: 'desert',
  meadow: 'meadow',
  field: 'meadow',
  grass: 'meadow',
  prairie: 'meadow',
  garden: 'meadow',
  flower: 'meadow',
}
const WATERS: Record<string, 'lake' | 'sea'> = {
  sea: 'sea',
  ocean: 'sea',
  beach: 'sea',
  coast: 'sea',
  harbour: 'sea',
  harbor: 'sea',
  island: 'sea',
  wave: 'sea',
  lake: 'lake',
  river: 'lake',
  pond: 'lake',
  fjord: 'lake',
  water: 'lake',
  reflection: 'lake',
}
const SUBJECTS: Record<string, SubjectKind> = {
  fox: 'fox',
  cat: 'cat',
  kitten: 'cat',
  dog: 'dog',
  wolf: 'dog',
  puppy: 'dog',
  deer: 'deer',
  stag: 'deer',
  elk: 'deer',
  person: 'person',
  man: 'person',
  woman: 'person',
  traveller: 'person',
  wanderer: 'person',
  hiker: 'person',
  astronaut: 'person',
  house: 'house',
  cabin: 'house',
  cottage: 'house',
  hut: 'house',
  home: 'house',
  barn: 'house',
  lighthouse: 'lighthouse',
  tower: 'lighthouse',
  tree: 'tree',
  oak: 'tree',
  boat: 'boat',
  ship: 'boat',
  sailboat: 'boat',
  yacht: 'boat',
  sail: 'boat',
  balloon: 'balloon',
  bird: 'birds',
  gull: 'birds',
  seagull: 'birds',
  crow: 'birds',
}
const ABSTRACT = new Set([
  'abstract',
  'flow',
  'pattern',
  'marble',
  'gradient',
  'swirl',
  'texture',
  'wallpaper',
  'dream',
  'fluid',
  'ink',
  'smoke',
  'fire',
  'flame',
])
const SPACE = new Set(['space', 'galaxy', 'nebula', 'planet', 'cosmos', 'universe', 'saturn'])
/** Nouns that are coloured by the colour word before them. Such a colour word does not colour the whole picture. */
const COLOURABLE = new Set([
  'sky',
  'sea',
  'ocean',
  'lake',
  'water',
  'forest',
  'mountain',
  'hill',
  'sun',
  'moon',
  'flower',
  'meadow',
  'field',
  'desert',
  'sand',
  'dune',
  'cloud',
  'snow',
  'star',
])
/** Words that may stand between a colour and its noun. */
const SIZES = new Set(['big', 'small', 'little', 'tiny', 'huge', 'old', 'tall', 'lone', 'single', 'sleepy', 'happy'])

/**
 * Reads a prompt as a scene. `negative` names things that must not appear in the picture. "no …" and "without …" in the prompt have the
 * same effect.
 */
// oxlint-disable-next-line max-lines-per-function, complexity -- a list: each line finds one feature of the scene in the prompt
export function readScene(prompt: string, negative: string | null, seed: number): Scene {
  const words =
    prompt
      .toLowerCase()
      .match(/\p{L}+/gu)
      ?.map(singular) ?? []
  const forbidden = new Set(
    negative
      ?.toLowerCase()
      .match(/\p{L}+/gu)
      ?.map(singular),
  )
  for (const [position, word] of words.entries())
    if ((word === 'no' || word === 'without') && words[position + 1] !== undefined) forbidden.add(words[position + 1]!)
  const said = words.filter((word) => !forbidden.has(word))
  const has = (...any: string[]) => any.some((word) => said.includes(word))
  const pick = <T>(table: Record<string, T>): T | null => {
    const word = said.find((each) => Object.hasOwn(table, each))
    return word === undefined ? null : table[word]!
  }
  const random = randomFrom(seed ^ hashText(said.join(' ')))
  const choose = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!

  const { own, general } = coloursOf(said)
  const time =
    pick(TIMES) ??
    (has('rainbow', 'snow', 'winter', 'cloud', 'cloudy', 'rain') ? 'day' : choose(['dawn', 'day', 'sunset', 'sunset', 'dusk'] as const))
  const water = pick(WATERS) ?? (has('boat', 'ship', 'sailboat', 'yacht', 'lighthouse', 'gull', 'seagull') ? 'sea' : 'none')
  const asked = pick(GROUNDS)
  const ground = asked ?? (water === 'sea' ? 'hills' : choose(['mountains', 'mountains', 'hills', 'forest', 'meadow'] as const))
  const base = choose(MOODS[time])

  const accent = general[0] ?? null
  // White, grey and black tint the picture less than other colours do. Otherwise they would remove all colour from it.
  const weightOf = (colour: Colour): number => (Math.max(...colour) - Math.min(...colour) < 25 ? 0.4 : 1)
  const recoloured = (colour: Colour, part: number, owner: string[]): Colour => {
    const special = owner.map((name) => own.get(name)).find((each) => each !== undefined)
    return special ? tint(colour, special, 0.7) : accent ? tint(colour, accent, part * weightOf(accent)) : colour
  }
  const second = general[1] ?? accent
  const sky = base.sky.map((colour, index) =>
    recoloured(index >= 2 && second && !own.has('sky') ? tint(colour, second, 0.55 * weightOf(second)) : colour, 0.6, ['sky']),
  ) as unknown as Scene['sky']
  const isWinter = has('winter', 'snow', 'snowy', 'ice', 'icy', 'frozen', 'arctic')
  const isDesert = ground === 'desert'
  const isGreen = !isDesert && !isWinter && (ground === 'meadow' || ground === 'hills')
  const land = (colour: Colour): Colour => (isDesert ? tint(colour, hex('d08a4a'), 0.75) : colour)
  const greens: Record<Time, Colour> = {
    dawn: hex('5f7a3a'),
    day: hex('5c9a36'),
    sunset: hex('6a6428'),
    dusk: hex('2f4a3c'),
    night: hex('13302e'),
  }
  const groundWords = ['forest', 'mountain', 'hill', 'meadow', 'field', 'desert', 'sand', 'dune']
  const near = recoloured(
    land(
      isWinter
        ? mix(base.near, hex('c4d4e4'), time === 'night' ? 0.25 : 0.6)
        : isDesert
          ? mix(base.near, hex('8a4a28'), 0.5)
          : isGreen
            ? mix(base.near, greens[time], 0.82)
            : base.near,
    ),
    0.3,
    groundWords,
  )
  const haze = recoloured(base.haze, 0.55, ['sky'])
  const grey = has('rain', 'rainy', 'storm', 'stormy', 'overcast', 'grey', 'gray', 'fog', 'foggy', 'mist', 'misty')
  const mute = (colour: Colour): Colour => (grey ? tint(shade(colour, 0.93), hex('8c949c'), 0.45) : colour)

  return {
    kind: has(...ABSTRACT) ? 'abstract' : has(...SPACE) ? 'space' : 'landscape',
    time,
    ground,
    water,
    sky: sky.map(mute) as unknown as Scene['sky'],
    light: own.get('sun') ?? own.get('moon') ?? (accent ? tint(base.light, accent, 0.15) : base.light),
    haze: mute(haze),
    far: mute(
      recoloured(
        land(isWinter ? mix(base.far, hex('e4ecf4'), 0.35) : isGreen ? mix(base.far, greens[time], 0.3) : base.far),
        0.45,
        groundWords,
      ),
    ),
    near,
    waterColour: recoloured(mix(sky[1], hex('0f4a66'), 0.45), 0.35, ['sea', 'ocean', 'lake', 'water']),
    clouds:
      forbidden.has('cloud') || has('clear', 'cloudless')
        ? 0
        : has('cloud', 'cloudy', 'storm', 'stormy', 'overcast', 'rain', 'rainy')
          ? 0.85
          : 0.25 + random() * 0.4,
    fog: forbidden.has('fog') ? 0 : has('fog', 'foggy', 'mist', 'misty', 'haze', 'hazy', 'smoke') ? 0.85 : 0.25,
    stars: forbidden.has('star') ? 0 : time === 'night' ? (has('star', 'starry', 'milky') ? 1 : 0.6) : time === 'dusk' ? 0.25 : 0,
    snowcaps: isWinter ? 1 : has('alp', 'peak', 'glacier', 'everest') ? 0.8 : ground === 'mountains' ? random() * 0.7 : 0,
    falling: has('rain', 'rainy', 'storm', 'stormy')
      ? 'rain'
      : has('snowfall', 'snowing', 'snow', 'blizzard') && !forbidden.has('snow')
        ? 'snow'
        : 'none',
    aurora: has('aurora', 'northern', 'borealis'),
    rainbow: has('rainbow'),
    ringed: forbidden.has('ring') ? false : has('ring', 'ringed', 'saturn') ? true : null,
    disc: !forbidden.has('sun') && !forbidden.has('moon') && !has('overcast', 'storm', 'stormy', 'rain'),
    flowers: has('flower', 'rose', 'tulip', 'poppy', 'poppies', 'lavender', 'blossom', 'garden', 'spring')
      ? (own.get('flower') ?? accent ?? choose([NAMED.red!, NAMED.violet!, NAMED.yellow!, NAMED.pink!]))
      : null,
    subjects: subjectsOf(said, own),
    accents: general,
  }
}

function singular(word: string): string {
  if (word === 'foxes' || word === 'wolves') return word === 'foxes' ? 'fox' : 'wolf'
  if (word === 'cities' || word === 'skies' || word === 'galaxies') return `${word.slice(0, -3)}y`
  if (word === 'mars' || word === 'grass' || word === 'cosmos' || word.length < 4) return word
  if (word.endsWith('sses') || word.endsWith('ches') || word.endsWith('shes')) return word.slice(0, -2)
  return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word
}

/**
 * Finds the colours in a prompt. `own` maps a noun to the colour that the prompt gives it. `general` has the colours of the whole picture,
 * in the order of the prompt.
 */
function coloursOf(words: string[]): { own: Map<string, Colour>; general: Colour[] } {
  const own = new Map<string, Colour>()
  const general: Colour[] = []
  for (const [position, word] of words.entries()) {
    if (!Object.hasOwn(NAMED, word)) continue
    const next = words.slice(position + 1, position + 3).find((each) => !SIZES.has(each))
    if (next !== undefined && (COLOURABLE.has(next) || Object.hasOwn(SUBJECTS, next))) own.set(next, NAMED[word]!)
    else general.push(NAMED[word]!)
  }
  return { own, general }
}

function subjectsOf(words: string[], own: Map<string, Colour>): Subject[] {
  const found = new Map<SubjectKind, Subject>()
  for (const word of words) {
    if (!Object.hasOwn(SUBJECTS, word)) continue
    const kind = SUBJECTS[word]!
    if (!found.has(kind)) found.set(kind, { kind, colour: own.get(word) ?? null })
  }
  return [...found.values()].slice(0, 6)
}
