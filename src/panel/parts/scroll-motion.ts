/**
 * Returns the `behavior` for scrolling in a script: `element.scrollIntoView({ behavior: scrollMotion() })`. The style sheet cannot turn off
 * this motion, because the value in the script takes precedence.
 */
export const scrollMotion = (): ScrollBehavior => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth')
