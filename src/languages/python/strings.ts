import type { Text } from '../../program/nodes.js';

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', "'": "'", '"': '"', a: '\u0007', b: '\b', f: '\f', v: '\v', '\n': '' };
const escape = /\\(?:x(?<hex>[\dA-Fa-f]{2})|u(?<short>[\dA-Fa-f]{4})|U(?<long>[\dA-Fa-f]{8})|(?<octal>[0-7]{1,3})|(?<other>[\s\S]))/gu;

/** How a string literal begins and ends: its prefix and quotes. */
export interface Quotes {
  readonly contentStart: number;
  readonly contentEnd: number;
  readonly raw: boolean;
}

/** Where the contents of the literal stand; one without an end goes to the end of its node. */
export function quotesOf(source: string, start: number, end: number): Quotes {
  const head = /^(?<prefix>[A-Za-z]{0,3})(?<quote>"""|'''|["'])/u.exec(source.slice(start, start + 6))?.groups;
  const prefix = head?.['prefix'] ?? '';
  const quote = head?.['quote'] ?? '';
  const contentStart = Math.min(end, start + prefix.length + quote.length);
  const closed = end - quote.length >= contentStart && source.startsWith(quote, end - quote.length);
  return { contentStart, contentEnd: closed ? end - quote.length : end, raw: /r/iu.test(prefix) };
}

/** The text that the characters between the quotes stand for. */
export function unescape(characters: string, raw: boolean): string {
  if (raw || !characters.includes('\\')) return characters;
  return characters.replace(escape, (whole: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Readonly<Record<string, string | undefined>>;
    const code = groups['hex'] ?? groups['short'] ?? groups['long'];
    if (code !== undefined) return characterOf(Number.parseInt(code, 16), whole);
    if (groups['octal'] !== undefined) return characterOf(Number.parseInt(groups['octal'], 8), whole);
    return escapes[groups['other'] ?? ''] ?? whole;
  });
}

function characterOf(code: number, whole: string): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** A string literal without interpolation. */
export function textNode(source: string, start: number, end: number): Text {
  const { contentStart, contentEnd, raw } = quotesOf(source, start, end);
  return { kind: 'text', start, end, parent: undefined, value: unescape(source.slice(contentStart, contentEnd), raw), contentStart, contentEnd };
}
