/**
 * Statuses in the contract that can occur but that no test can cause through HTTP. (The contract must not declare a status that can never
 * occur.) Each name has the form `service operation status`, and each value is the reason why no test can cause the status.
 */
export const ARGUED: Readonly<Record<string, string>> = {
  'generation createImageVariation 504':
    'OpenAI’s form has no field that could make the sketch provider play a timeout, and a paid call that times out is indeterminate, 424. ' +
    'The answer is made by the code that createImage and createImageEdit share with it, where it is seen.',
}
