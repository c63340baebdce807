import { clean } from './clean.js';

/** @returns text in the font of code; it is no code span, whose end and whose bars in a table cannot be escaped. */
export function code(text: string): string {
  return `<code>${references(text)}</code>`;
}

/** @returns text as it is; a space without width behind `@` and `#` keeps GitHub from telling people that they are mentioned, and from linking issues. */
export function prose(text: string): string {
  return references(text).replace(/&#(?:64|35);/gu, '$&\u200b');
}

/** Everything that has a meaning in Markdown or HTML as a character reference, and what makes an address a link. */
function references(text: string): string {
  return clean(text).replace(/[!"#$%&'()*+<=>@[\\\]^_`{|}~]|:(?=\/\/)|(?<=www)\./giu, (character) => `&#${character.charCodeAt(0)};`);
}
