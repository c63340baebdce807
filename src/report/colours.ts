import type { Severity } from '../../rules/rule.js';

const codes = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39], cyan: [36, 39] } as const;

export type Colour = keyof typeof codes;

/** Colours a text, or leaves it as it is. */
export type Paint = (colour: Colour, text: string) => string;

/** The colour of what is told at a level. */
export function colourOf(severity: Severity): Colour {
  return severity === 'error' ? 'red' : 'yellow';
}

/** @returns a painter for a terminal, or one that paints nothing */
export function painter(enabled: boolean): Paint {
  if (!enabled) return (_colour, text) => text;
  return (colour, text) => `\u001b[${codes[colour][0]}m${text}\u001b[${codes[colour][1]}m`;
}

/**
 * Says whether to colour what goes to a stream, by the usual variables: `FORCE_COLOR` (`0` and `false` mean no) prevails
 * over `NO_COLOR` (anything but empty means no), which prevails over what the stream is.
 */
export function wantsColour(environment: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { FORCE_COLOR: force, NO_COLOR: no, TERM: terminal } = environment;
  if (force !== undefined) return force !== '0' && force !== 'false';
  if (no !== undefined && no !== '') return false;
  return isTerminal && terminal !== 'dumb';
}
