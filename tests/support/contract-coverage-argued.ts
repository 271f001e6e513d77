// Documented statuses that no test can cause through HTTP, each with the reason. A status that can never occur is not documented.

/** For each of these statuses, the reason why no test can cause it. The names have the form `service operation status`. */
export const ARGUED: Readonly<Record<string, string>> = {
  'generation createImageVariation 504':
    'OpenAI’s form has no field that could make the sketch provider play a timeout, and a paid call that times out is indeterminate, 424. ' +
    'The answer is made by the code that createImage and createImageEdit share with it, where it is seen.',
}
