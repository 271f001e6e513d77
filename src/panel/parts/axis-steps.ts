/**
 * The steps that the lines of a plot's axis may have: 1, 2, 5, 10, 20, 50, … A label can show each of their multiples exactly. With a step
 * such as 2.5, a label would be rounded, and a bar would rise above the line that has the bar's own label.
 */
export const AXIS_STEPS: number[] = Array.from({ length: 15 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat()

/** The least distance of two lines, in pixels. */
export const AXIS_SPACE = 32
