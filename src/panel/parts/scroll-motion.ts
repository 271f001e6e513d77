/**
 * How a script scrolls: `element.scrollIntoView({ behavior: scrollMotion() })`. The style sheet cannot say it, because what a script asks
 * for wins against the style.
 */
export const scrollMotion = (): ScrollBehavior => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth')
