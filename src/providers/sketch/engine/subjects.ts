// The subjects of a landscape: flat figures made of a few shapes, in the scene's light.
import type { Pixels } from '../../../pictures/codecs/pixels.ts'
import type { Steps } from '../../../shared/slices.ts'
import { type Colour, hex, mix, shade } from './colour.ts'
import { hashPair, randomFrom } from './noise.ts'
import { blend, draw, ellipse, fill } from './path.ts'
import type { Scene, Subject, SubjectKind } from './scene.ts'

export interface Terrain {
  seed: number
  /** The distance of the horizon from the top, as a fraction of the height. */
  horizon: number
  /** The first row of water; the height of the picture if there is no water. */
  waterFrom: number
  /** Returns the row, in pixels from the top, where the nearest land begins in a column. */
  groundAt(x: number): number
  lightX: number
  lightY: number
}

/** The brightness of subjects at each time of day. */
const EXPOSURE: Record<Scene['time'], number> = { dawn: 0.92, day: 1, sunset: 0.82, dusk: 0.68, night: 0.5 }
/**
 * The horizontal positions of the subjects that stand on the ground, as fractions of the width. The first subject gets the first position,
 * the second subject the second, and so on.
 */
const SPOTS = [0.3, 0.7, 0.5, 0.15, 0.85, 0.42]

export function* paintSubjects(pixels: Pixels, scene: Scene, terrain: Terrain): Steps<void> {
  const { width, height } = pixels
  const random = randomFrom(terrain.seed ^ 0x5b1ec7)
  const mirrored = random() < 0.5
  const isWet = terrain.waterFrom < height
  // The order of drawing: distant subjects first.
  const order: SubjectKind[] = ['balloon', 'birds', 'boat', 'lighthouse', 'house', 'tree', 'deer', 'person', 'dog', 'cat', 'fox']
  const standing = scene.subjects.filter(({ kind }) => kind !== 'balloon' && kind !== 'birds' && kind !== 'boat')
  const spots = new Map(standing.map((subject, index) => [subject, SPOTS[index % SPOTS.length]!]))
  for (const subject of scene.subjects.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))) {
    const spot = spots.get(subject) ?? 0.5
    yield 4000
    const x = (mirrored ? 1 - spot : spot) * width
    const brush: Brush = { pixels, scene, subject, x, exposure: EXPOSURE[scene.time], faceLeft: x > width / 2, random }
    const ground = Math.min(height * 0.97, terrain.groundAt(x) + height * 0.02)
    switch (subject.kind) {
      case 'birds':
        birds(brush, terrain)
        break
      case 'balloon':
        balloon(brush, terrain)
        break
      case 'boat':
        boat(brush, isWet ? terrain.waterFrom + (height - terrain.waterFrom) * 0.28 : ground, terrain)
        break
      case 'lighthouse':
        lighthouse(brush, ground, terrain)
        break
      case 'house':
        house(brush, ground)
        break
      case 'tree':
        tree(brush, ground)
        break
      case 'fox':
      case 'dog':
      case 'cat':
        sitting(brush, ground, subject.kind)
        break
      case 'deer':
        deer(brush, ground)
        break
      case 'person':
        person(brush, ground)
    }
  }
}

interface Brush {
  pixels: Pixels
  scene: Scene
  subject: Subject
  x: number
  exposure: number
  faceLeft: boolean
  random: () => number
}

/** Returns a colour as it looks in this scene's light. */
function lit({ scene, exposure }: Brush, colour: Colour): Colour {
  return mix(shade(colour, exposure), scene.haze, 0.1)
}

function shadow(brush: Brush, x: number, y: number, radius: number): void {
  fill(brush.pixels, [ellipse(x, y, radius, radius * 0.16)], shade(brush.scene.near, 0.55), 0.45)
}

const COATS: Record<'fox' | 'dog' | 'cat', { coat: string; chest: string; dark: string }> = {
  fox: { coat: 'e2732b', chest: 'f8ecdc', dark: '3a2420' },
  dog: { coat: '8d6a4c', chest: 'e6d6c2', dark: '2e221c' },
  cat: { coat: '5b5f6b', chest: 'e4e2de', dark: '23242b' },
}

/** Draws a sitting animal. The outlines are 100 units high, and y = 0 is the ground. */
function sitting(brush: Brush, ground: number, kind: 'fox' | 'dog' | 'cat'): void {
  const { pixels, subject, faceLeft } = brush
  const { x } = brush
  const scale = (pixels.height * (kind === 'cat' ? 0.17 : 0.2)) / 100
  const paint = COATS[kind]
  const coat = lit(brush, subject.colour ?? hex(paint.coat))
  const dark = lit(brush, hex(paint.dark))
  const chest = lit(brush, subject.colour ? mix(subject.colour, hex('ffffff'), 0.8) : hex(paint.chest))
  const shape = (text: string, colour: Colour, alpha = 1) => {
    for (const outline of draw(text, x, ground, scale, faceLeft)) fill(pixels, [outline], colour, alpha)
  }
  shadow(brush, x, ground, scale * 46)
  if (kind === 'fox') {
    shape('M -14 -3 C -50 4 -72 -14 -66 -44 C -63 -58 -52 -64 -48 -62 C -54 -48 -44 -30 -22 -24 Z', coat)
    shape('M -66 -44 C -63 -58 -52 -64 -48 -62 C -52 -55 -51 -49 -49 -43 L -57 -46 L -59 -39 Z', chest)
  } else if (kind === 'cat') shape('M -14 -2 C -40 2 -56 -8 -52 -26 C -50 -36 -42 -36 -42 -29 C -46 -18 -36 -14 -18 -16 Z', coat)
  else shape('M -16 -6 C -34 -8 -46 -22 -48 -36 C -40 -34 -30 -26 -18 -22 Z', coat)
  // Draws the back with the haunch, the chest, and the forelegs.
  shape('M -26 0 C -34 -18 -24 -44 -2 -58 C 14 -64 24 -54 24 -40 C 26 -24 22 -10 22 0 Z', coat)
  shape('M -28 0 C -36 -14 -26 -32 -10 -30 C 4 -28 6 -10 2 0 Z', shade(coat, 0.92))
  shape('M 8 -54 C 16 -58 24 -50 24 -40 C 25 -28 20 -22 17 -20 C 10 -26 6 -42 8 -54 Z', chest)
  shape('M 9 -30 L 11 0 L 18 0 L 19 -30 Z', shade(coat, 0.97))
  shape(
    kind === 'fox' ? 'M 11 -14 L 11 0 L 26 0 C 26 -4 22 -5 19 -5 L 19 -14 Z' : 'M 11 -6 L 11 0 L 26 0 C 26 -4 22 -5 19 -6 Z',
    kind === 'fox' ? dark : chest,
  )
  // Draws the head: ears, face, cheeks and muzzle.
  const ears =
    kind === 'dog'
      ? 'M -1 -82 C -12 -84 -14 -66 -8 -60 C -2 -64 2 -72 4 -78 Z M 24 -84 C 32 -84 34 -72 31 -66 C 26 -70 23 -76 22 -80 Z'
      : 'M -4 -72 L -2 -102 L 13 -86 Z M 17 -86 L 30 -102 L 30 -74 Z'
  shape(ears, coat)
  if (kind !== 'dog') shape('M -1 -80 L 0 -95 L 8 -86 Z M 20 -86 L 28 -95 L 28 -81 Z', kind === 'fox' ? dark : shade(coat, 0.75))
  shape(
    kind === 'cat'
      ? 'M -8 -68 C -8 -86 6 -90 14 -90 C 24 -90 36 -84 35 -68 C 34 -56 24 -50 14 -50 C 2 -50 -8 -56 -8 -68 Z'
      : 'M -10 -66 C -6 -84 6 -90 14 -90 C 24 -90 34 -84 37 -68 C 32 -58 26 -52 19 -46 C 15 -43 11 -44 8 -47 C 0 -54 -6 -58 -10 -66 Z',
    coat,
  )
  if (kind === 'fox')
    shape(
      'M -10 -66 C -2 -70 6 -66 10 -60 C 12 -56 16 -56 18 -60 C 22 -66 30 -71 37 -68 C 32 -58 26 -52 19 -46 C 15 -43 11 -44 8 -47 C 0 -54 -6 -58 -10 -66 Z',
      chest,
    )
  else shape('M 4 -62 C 8 -68 20 -68 24 -62 C 25 -55 20 -50 14 -49 C 8 -50 3 -55 4 -62 Z', chest)
  const eye = (at: number) => {
    fill(pixels, draw(`M ${at - 3} -70 Q ${at} -75 ${at + 3} -70 Q ${at} -67 ${at - 3} -70 Z`, x, ground, scale, faceLeft), dark)
    fill(
      pixels,
      [ellipse(x + (faceLeft ? -1 : 1) * (at + 0.8) * scale, ground - 71.2 * scale, scale * 0.8, scale * 0.8)],
      hex('ffffff'),
      0.9,
    )
  }
  eye(5)
  eye(23)
  shape('M 10.5 -52 C 12 -55 16 -55 17.5 -52 C 17 -49 15 -47.5 14 -47.5 C 13 -47.5 11 -49 10.5 -52 Z', dark)
  // Draws light along the back, because the light comes from behind the animal.
  shape('M -26 0 C -34 -18 -24 -44 -2 -58 C -20 -42 -28 -20 -22 0 Z', mix(coat, brush.scene.light, 0.5), 0.55)
}

function deer(brush: Brush, ground: number): void {
  const { pixels, x, faceLeft, subject } = brush
  const scale = (pixels.height * 0.26) / 120
  const coat = lit(brush, subject.colour ?? hex('7a4d30'))
  const dark = shade(coat, 0.6)
  shadow(brush, x, ground, scale * 42)
  const shape = (text: string, colour: Colour) => {
    for (const outline of draw(text, x, ground, scale, faceLeft)) fill(pixels, [outline], colour)
  }
  shape('M -26 -40 L -24 0 L -20 0 L -19 -36 Z M 14 -38 L 17 0 L 21 0 L 21 -38 Z', dark)
  shape('M -34 -44 L -33 0 L -28 0 L -26 -36 Z M 6 -38 L 7 0 L 12 0 L 14 -38 Z', coat)
  shape(
    'M -38 -56 C -34 -66 -20 -64 -4 -62 C 6 -62 14 -66 20 -78 L 27 -90 L 36 -84 C 34 -70 30 -54 24 -44 C 16 -34 2 -36 -10 -38 C -20 -36 -36 -34 -38 -56 Z',
    coat,
  )
  shape('M 24 -92 C 27 -100 36 -100 42 -94 L 52 -87 C 52 -83 48 -81 44 -81 L 33 -80 C 27 -82 24 -86 24 -92 Z', coat)
  shape('M 25 -94 L 15 -99 L 22 -90 Z', dark)
  shape(
    'M 29 -98 C 24 -108 14 -112 15 -124 L 17 -124 C 18 -116 24 -113 26 -110 C 24 -118 26 -124 30 -128 L 31 -127 C 29 -121 29 -115 31 -108 L 33 -98 Z M 35 -98 C 40 -106 38 -118 44 -126 L 45 -125 C 43 -119 43 -114 43 -111 C 48 -114 52 -117 54 -122 L 55 -121 C 53 -112 44 -106 38 -97 Z',
    dark,
  )
  shape('M -36 -58 C -42 -60 -42 -50 -38 -46 Z', lit(brush, hex('f2e8da')))
}

function person(brush: Brush, ground: number): void {
  const { pixels, x, faceLeft, subject } = brush
  const scale = (pixels.height * 0.15) / 100
  const coat = lit(brush, subject.colour ?? hex('b8432f'))
  const dark = lit(brush, hex('23232b'))
  shadow(brush, x, ground, scale * 24)
  const shape = (text: string, colour: Colour) => {
    for (const outline of draw(text, x, ground, scale, faceLeft)) fill(pixels, [outline], colour)
  }
  shape('M -9 -40 L -12 0 L -4 0 L 0 -34 L 6 0 L 13 0 L 9 -40 Z', dark)
  shape('M -12 -70 C -12 -82 12 -82 12 -70 L 16 -30 L -16 -30 Z', coat)
  shape('M -18 -70 L -11 -74 L -12 -44 L -20 -44 Z', shade(coat, 0.7))
  shape('M 8 -86 C 8 -78 -8 -78 -8 -86 C -8 -98 8 -98 8 -86 Z', lit(brush, hex('e0b090')))
  shape('M -12 -88 L 12 -88 L 8 -92 C 7 -101 -7 -101 -8 -92 Z', dark)
  shape('M 15 -62 L 18 -62 L 21 0 L 19 0 Z', lit(brush, hex('6b4a30')))
}

function house(brush: Brush, ground: number): void {
  const { pixels, x, subject, scene } = brush
  const scale = (pixels.height * 0.17) / 100
  const wall = lit(brush, subject.colour ?? hex('a8553c'))
  const roof = lit(brush, hex('3a3640'))
  shadow(brush, x, ground, scale * 70)
  const shape = (text: string, colour: Colour) => {
    for (const outline of draw(text, x, ground, scale)) fill(pixels, [outline], colour)
  }
  shape('M 24 -84 L 24 -108 L 36 -108 L 36 -74 Z', shade(roof, 0.9))
  shape('M -50 2 L -50 -48 L 50 -48 L 50 2 Z', wall)
  shape('M 14 2 L 14 -50 L 50 -50 L 50 2 Z', shade(wall, 0.86))
  shape('M -58 -46 L -34 -92 L 34 -92 L 58 -46 Z', roof)
  if (scene.snowcaps === 1)
    shape(
      'M -55 -52 L -34 -93 L 34 -93 L 55 -52 C 40 -60 30 -54 16 -58 C 0 -62 -14 -54 -30 -60 C -40 -62 -50 -56 -55 -52 Z',
      lit(brush, hex('f4f7fb')),
    )
  const isDark = scene.time !== 'day' && scene.time !== 'dawn'
  const pane = isDark ? hex('ffd98a') : lit(brush, hex('b9d3e2'))
  if (isDark) glow(pixels, x - 24 * scale, ground - 26 * scale, 46 * scale, hex('ffc870'), 0.4)
  for (const left of [-38, -14, 24]) {
    shape(`M ${left} -34 L ${left + 16} -34 L ${left + 16} -16 L ${left} -16 Z`, pane)
    shape(
      `M ${left + 7} -34 L ${left + 9} -34 L ${left + 9} -16 L ${left + 7} -16 Z M ${left} -26 L ${left + 16} -26 L ${left + 16} -24 L ${left} -24 Z`,
      roof,
    )
  }
  shape('M 2 2 L 2 -30 L 14 -30 L 14 2 Z', shade(roof, 1.15))
  for (let puff = 0; puff < 7; puff++) {
    const rise = puff / 7
    glow(
      pixels,
      x + (30 + Math.sin(puff * 0.9) * 7 + rise * 22) * scale,
      ground - (112 + rise * 70) * scale,
      (9 + rise * 20) * scale,
      mix(scene.haze, hex('ffffff'), 0.4),
      0.34 * (1 - rise),
    )
  }
}

function lighthouse(brush: Brush, ground: number, terrain: Terrain): void {
  const { pixels, x, subject, scene } = brush
  const scale = (pixels.height * 0.36) / 200
  const white = lit(brush, hex('f4efe6'))
  const band = lit(brush, subject.colour ?? hex('c8372e'))
  const dark = lit(brush, hex('2a2c34'))
  const shape = (text: string, colour: Colour, alpha = 1) => {
    for (const outline of draw(text, x, ground, scale)) fill(pixels, [outline], colour, alpha)
  }
  shape('M -70 14 C -56 -6 -34 -8 -22 -12 L 26 -12 C 42 -8 60 -2 76 14 Z', shade(scene.near, 1.05))
  shape('M -19 -6 L -12 -150 L 12 -150 L 19 -6 Z', white)
  for (const [top, bottom] of [
    [-38, -12],
    [-90, -64],
    [-142, -116],
  ] as const) {
    const half = (y: number) => 12 + ((150 + y) / 144) * 7
    shape(`M ${-half(bottom)} ${bottom} L ${-half(top)} ${top} L ${half(top)} ${top} L ${half(bottom)} ${bottom} Z`, band)
  }
  shape('M 2 -6 L 2 -150 L 12 -150 L 19 -6 Z', shade(scene.near, 0.6), 0.28)
  shape('M -17 -150 L 17 -150 L 17 -155 L -17 -155 Z', dark)
  shape('M -9 -155 L 9 -155 L 9 -172 L -9 -172 Z', hex('ffe9a8'))
  shape('M -1 -155 L 1 -155 L 1 -172 L -1 -172 Z', dark)
  shape('M -13 -172 L 13 -172 L 0 -188 Z', band)
  const lampY = ground - 163 * scale
  const strength = scene.time === 'day' ? 0.25 : 0.75
  glow(pixels, x, lampY, 60 * scale, hex('fff0b8'), strength)
  if (scene.time !== 'day') {
    const far = pixels.width
    for (let layer = 0; layer < 5; layer++) {
      const spread = 0.025 + layer * 0.016
      fill(pixels, [[x, lampY, x - far, lampY - far * (0.09 + spread), x - far, lampY - far * (0.09 - spread)]], hex('fff3c4'), 0.05)
      fill(pixels, [[x, lampY, x + far, lampY - far * (0.03 + spread), x + far, lampY - far * (0.03 - spread)]], hex('fff3c4'), 0.035)
    }
  }
  if (terrain.waterFrom < pixels.height) glow(pixels, x, terrain.waterFrom + 4, 30 * scale, hex('fff0b8'), strength * 0.2)
}

function tree(brush: Brush, ground: number): void {
  const { pixels, x, subject, scene, random } = brush
  const size = pixels.height * 0.24
  const leaf = lit(
    brush,
    subject.colour ?? (scene.snowcaps === 1 ? hex('dfe7ee') : scene.time === 'sunset' ? hex('b5552b') : hex('4f8a3c')),
  )
  const bark = lit(brush, hex('4a3426'))
  shadow(brush, x, ground, size * 0.36)
  const branch = (fromX: number, fromY: number, angle: number, length: number, thick: number, left: number): void => {
    const [toX, toY] = [fromX + Math.cos(angle) * length, fromY + Math.sin(angle) * length]
    const [nx, ny] = [-Math.sin(angle) * thick, Math.cos(angle) * thick]
    fill(
      pixels,
      [[fromX + nx, fromY + ny, toX + nx * 0.65, toY + ny * 0.65, toX - nx * 0.65, toY - ny * 0.65, fromX - nx, fromY - ny]],
      bark,
    )
    if (left === 0) {
      for (let blob = 0; blob < 3; blob++) {
        const light = 0.82 + random() * 0.36
        fill(
          pixels,
          [
            ellipse(
              toX + (random() - 0.5) * size * 0.14,
              toY + (random() - 0.5) * size * 0.1,
              size * (0.05 + random() * 0.04),
              size * (0.045 + random() * 0.03),
            ),
          ],
          shade(leaf, light),
          0.85,
        )
      }
      return
    }
    for (let each = 0; each < 3; each++)
      branch(toX, toY, angle + (each - 1) * 0.52 + (random() - 0.5) * 0.3, length * (0.66 + random() * 0.14), thick * 0.62, left - 1)
  }
  branch(x, ground + 2, -Math.PI / 2 + (random() - 0.5) * 0.12, size * 0.34, size * 0.032, 4)
}

function boat(brush: Brush, water: number, terrain: Terrain): void {
  const { pixels, subject, random } = brush
  const x = pixels.width * (0.3 + random() * 0.4)
  const scale = (pixels.height * 0.17) / 100
  const hull = lit(brush, subject.colour ?? hex('7a3b2a'))
  const sail = lit(brush, hex('f7efdf'))
  const faceLeft = x > terrain.lightX
  const parts: [string, Colour][] = [
    ['M -2 -14 L -2 -104 L 1 -104 L 1 -14 Z', lit(brush, hex('4a3a30'))],
    ['M -5 -20 L -5 -98 Q -34 -52 -42 -20 Z', shade(sail, 0.9)],
    ['M 4 -18 L 4 -102 Q 42 -56 52 -18 Z', sail],
    ['M -46 -14 C -40 -12 40 -12 54 -16 C 50 -4 40 2 30 3 L -30 3 C -40 1 -46 -6 -46 -14 Z', hull],
    ['M -46 -14 C -40 -12 40 -12 54 -16 L 53 -11 C 40 -8 -40 -8 -45 -10 Z', shade(hull, 1.35)],
  ]
  // Draws the mirror image of the boat first. It is paler than the boat and broken by waves.
  for (const [text, colour] of parts)
    for (const outline of draw(text, x, water + 5 * scale, scale, faceLeft))
      fill(pixels, [mirrored(outline, water + 4 * scale, scale)], shade(colour, 0.8), 0.32)
  for (const [text, colour] of parts) for (const outline of draw(text, x, water, scale, faceLeft)) fill(pixels, [outline], colour)
}

function mirrored(outline: number[], water: number, scale: number): number[] {
  return outline.map((value, index) =>
    index % 2 === 1 ? water + (water - value) * 0.72 : value + Math.sin((outline[index + 1]! - water) / (3.2 * scale)) * 1.6 * scale,
  )
}

function balloon(brush: Brush, terrain: Terrain): void {
  const { pixels, subject, random, scene } = brush
  const { width, height } = pixels
  const count = 1 + Math.floor(random() * 3)
  for (let each = 0; each < count; each++) {
    const scale = ((height * 0.2) / 100) * (1 - each * 0.32)
    const x = width * (0.22 + ((each * 0.37 + random() * 0.2) % 0.62))
    const y = height * terrain.horizon * (0.42 + random() * 0.22 - each * 0.06)
    const one = lit(brush, each === 0 && subject.colour ? subject.colour : hex(['d8402f', '2f7fb8', 'e8a02c'][each]!))
    const two = lit(brush, scene.accents[0] ?? hex(['f6c453', 'f2efe6', '7c3f8c'][each]!))
    for (let gore = 0; gore < 6; gore++) {
      const from = -1 + gore / 3
      const to = -1 + (gore + 1) / 3
      const curve = (edge: number) => `C ${edge * 46} -84 ${edge * 58} -40 ${edge * 9} 0`
      const back = (edge: number) => `C ${edge * 58} -40 ${edge * 46} -84 0 -96`
      for (const outline of draw(`M 0 -96 ${curve(from)} L ${to * 9} 0 ${back(to)} Z`, x, y, scale))
        fill(pixels, [outline], shade(gore % 2 === 0 ? one : two, 1.1 - Math.abs(gore - (x > terrain.lightX ? 1 : 4)) * 0.07))
    }
    for (const outline of draw('M -7 0 L -5 12 L -4 12 L -6 0 Z M 7 0 L 5 12 L 4 12 L 6 0 Z M -6 12 L 6 12 L 5 21 L -5 21 Z', x, y, scale))
      fill(pixels, [outline], lit(brush, hex('5a3d28')))
  }
}

function birds(brush: Brush, terrain: Terrain): void {
  const { pixels, random, scene, subject } = brush
  const { width, height } = pixels
  const colour = subject.colour ?? (scene.time === 'night' ? shade(scene.haze, 1.2) : shade(scene.near, 0.8))
  const [middleX, middleY] = [width * (0.3 + random() * 0.4), height * terrain.horizon * (0.3 + random() * 0.25)]
  for (let bird = 0; bird < 11; bird++) {
    const row = Math.ceil(bird / 2)
    const side = bird % 2 === 0 ? 1 : -1
    const scale = ((height * 0.022) / 10) * (0.75 + hashPair(bird, terrain.seed) * 0.5)
    const x = middleX + side * row * height * 0.035 + (random() - 0.5) * height * 0.03
    const y = middleY + row * height * 0.016 + (random() - 0.5) * height * 0.03
    const lift = 2 + random() * 4
    fill(
      pixels,
      draw(
        `M -10 ${-lift} Q -5 ${-lift - 2} 0 0 Q 5 ${-lift - 2} 10 ${-lift} Q 5 ${-lift + 0.6} 0 2 Q -5 ${-lift + 0.6} -10 ${-lift} Z`,
        x,
        y,
        scale,
      ),
      colour,
      0.9,
    )
  }
}

function glow({ width, height, data }: Pixels, x: number, y: number, radius: number, colour: Colour, strength: number): void {
  for (let row = Math.max(0, Math.floor(y - radius * 2)); row < Math.min(height, y + radius * 2); row++) {
    for (let column = Math.max(0, Math.floor(x - radius * 2)); column < Math.min(width, x + radius * 2); column++) {
      const part = strength * Math.exp(-((column - x) ** 2 + (row - y) ** 2) / (radius * radius * 0.5))
      if (part > 0.01) blend(data, (row * width + column) * 4, colour, part)
    }
  }
}
