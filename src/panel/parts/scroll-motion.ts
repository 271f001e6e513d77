/**
 * Returns the `behavior` for scrolling in a script: `element.scrollIntoView({ behavior: scrollMotion() })`. If the user prefers reduced
 * motion, it is `instant`. A rule in the style sheet is not enough, because the `behavior` of a script takes precedence over it.
 */
export const scrollMotion = (): ScrollBehavior => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth')
