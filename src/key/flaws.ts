import { isPlaceholder } from './placeholder.js';
import { isKeyShaped } from './shape.js';

/** What is wrong with the value of a key variable, in words that do not hold the value. */
export interface KeyFlaw {
  readonly id: 'empty' | 'placeholder' | 'line-end' | 'bearer' | 'quotes' | 'spaces' | 'characters' | 'shape';
  /** Goes on after "The value": `holds a line end`. */
  readonly text: string;
  readonly fix: string;
  /** It is rejected for certain. */
  readonly fatal: boolean;
}

/**
 * What keeps the value of a variable from being a key of Mistral, the gravest first. Mistral documents no format, so a
 * value of another shape is only unusual.
 */
export function keyFlaws(value: string): KeyFlaw[] {
  if (value.trim() === '') {
    return [{ id: 'empty', text: value === '' ? 'is empty' : 'is blank', fix: 'Put a key from https://console.mistral.ai/api-keys there.', fatal: true }];
  }
  const flaws: KeyFlaw[] = [];
  const bare = value.trim().replace(/^["'`]|["'`]$/gu, '').replace(/^bearer\s{1,9}/iu, '');
  if (isPlaceholder(bare)) flaws.push({ id: 'placeholder', text: 'is a placeholder', fix: 'Put a key from https://console.mistral.ai/api-keys in its place.', fatal: true });
  if (/[\r\n]/u.test(value)) flaws.push({ id: 'line-end', text: 'holds a line end', fix: 'Set the variable without it; `printf` writes none, `echo` does.', fatal: true });
  if (/^\s*["'`]?bearer\s/iu.test(value)) flaws.push({ id: 'bearer', text: 'begins with "Bearer "', fix: 'Leave the prefix out: the client adds it.', fatal: true });
  if (/^\s*["'`]|["'`]\s*$/u.test(value)) flaws.push({ id: 'quotes', text: 'holds its quotes', fix: 'Leave the quotes out: Docker and many CI services take them for a part of the value.', fatal: true });
  if (/^[ \t]|[ \t]$|[^\r\n ][ \t]+[^\r\n ]/u.test(value.replace(/^\s*["'`]?bearer\s/iu, ''))) flaws.push({ id: 'spaces', text: 'holds spaces', fix: 'Leave the spaces out.', fatal: true });
  if (/[^\t\n\r !-~]/u.test(value)) flaws.push({ id: 'characters', text: 'holds characters that no header may hold', fix: 'Copy the key again: curly quotes and invisible characters come with text processors.', fatal: true });
  if (flaws.length === 0 && !isKeyShaped(value)) {
    flaws.push({ id: 'shape', text: `has ${value.length} characters and is not in the usual shape of a key`, fix: 'Compare it with the key that the console showed: 32 letters and digits are usual.', fatal: false });
  }
  return flaws;
}

/** Whether a value can be sent in a header at all. */
export function isSendable(value: string): boolean {
  return value !== '' && /^[ !-~]+$/u.test(value);
}
