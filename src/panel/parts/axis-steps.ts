/**
 * The steps that the lines of a plot's axis may have: 1, 2, 5, 10, 20, 50, … The label of a line is rounded, but each multiple of these
 * steps is shown exactly. With a step of 2.5, the line at 2.5 would be labelled 3, and a bar with the value 3 would end above it.
 */
export const AXIS_STEPS: number[] = Array.from({ length: 15 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat()

/** The least distance of two lines, in pixels. */
export const AXIS_SPACE = 32
