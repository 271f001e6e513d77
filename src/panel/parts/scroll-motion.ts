/**
 * Returns the `behavior` for scrolling in a script: `element.scrollIntoView({ behavior: scrollMotion() })`. A script must check itself
 * whether the user prefers reduced motion, because its `behavior` takes precedence over the style sheet.
 */
export const scrollMotion = (): ScrollBehavior => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth')
