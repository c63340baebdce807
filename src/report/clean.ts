/**
 * Characters that move the cursor, change colours or reorder what a terminal shows: C0 and C1 controls, bidirectional
 * marks, line separators. A file name or a line of source may hold any of them.
 */
// eslint-disable-next-line no-control-regex -- the controls are what it is about
const unsafe = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

/** @returns the text with such characters spelt out: `\x1b`, `\u202e` */
export function clean(text: string): string {
  return text.replace(unsafe, (character) => {
    const code = character.charCodeAt(0);
    return code < 256 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** @returns JSON text in which such characters stand as JSON's own escapes */
export function cleanJson(json: string): string {
  return json.replace(/[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
