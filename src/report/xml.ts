import { clean } from './clean.js';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** Characters that XML 1.0 does not know, beyond the controls that `clean` spells out. */
const unknown = /[\p{Surrogate}\ufffe\uffff]/gu;

/** @returns the text as it may stand in an element or an attribute of XML; controls are spelt out */
export function escapeXml(text: string): string {
  return clean(text)
    .replace(unknown, '\ufffd')
    .replace(/[&<>"']/gu, (character) => entities[character] ?? character);
}

/** @returns the attributes of a tag, with a space before each; those without a value are left out */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escapeXml(String(value))}"`))
    .join('');
}

/** What an XML file starts with. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
