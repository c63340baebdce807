import { clean } from '../report/clean.js';
import { type Colour, type Paint } from '../report/colours.js';
import type { Verified } from './verify.js';

const colours = { valid: 'cyan', rejected: 'red', undecided: 'yellow' } as const satisfies Record<string, Colour>;
const words = { valid: 'valid', rejected: 'rejected', undecided: 'not decided' } as const;

/** The steps for a key that others may have, as documented: nothing stops working in between. */
const rotation = [
  'create a new key at https://console.mistral.ai/api-keys',
  'deploy it: set the variable wherever the application runs, and take the old key out of the code',
  'delete the old key in the console; it stays valid until then, also in the history of git',
];

/** @returns what was learnt of the keys, for people */
export function verifyReport(verified: readonly Verified[], paint: Paint): string {
  return verified.map((one) => `${block(one, paint)}\n`).join('\n');
}

function block({ redacted, places, exposed, verdict }: Verified, paint: Paint): string {
  const where = places.map((place) => paint('bold', clean(place))).join(', ');
  const emergency = exposed && verdict.result === 'valid';
  const said = emergency ? paint('red', 'EMERGENCY: valid') : paint(colours[verdict.result], words[verdict.result]);
  return [
    `${where}: ${clean(redacted)} ${said}`,
    `  ${clean(emergency ? `${verdict.text} Everyone who has read the code can use it.` : verdict.text)}`,
    ...(emergency ? rotation.map((step, index) => `  ${index + 1}. ${step}`) : fixOf(exposed, verdict.result, verdict.fix).map((fix) => `  ${paint('cyan', 'help:')} ${clean(fix)}`)),
  ].join('\n');
}

/** A key in the code that does not work any more needs no successor there. */
function fixOf(exposed: boolean, result: keyof typeof words, fix: string | undefined): string[] {
  if (exposed && result === 'rejected') return ['Take it out of the code; read the key from the environment.'];
  return fix === undefined ? [] : [fix];
}
