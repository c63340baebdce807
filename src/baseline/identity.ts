import { createHmac } from 'node:crypto';
import { maskKeys } from '../key/digest.js';
import { isPython } from '../languages/registry.js';
import type { Finding } from '../scan/finding.js';
import type { FindingSource } from '../scan/result.js';
import { constructsAround } from './construct.js';

/** Public and fixed, so that a finding has the same identity on every machine; it keeps the hashes apart from others. */
const context = 'eslint-plugin-mistral-keys baseline 1';

/**
 * By what a finding is known again: its rule, and its key. Without a key: its message, its expression, and the functions and
 * classes around it. Neither the file nor the line counts, so that moved, renamed and reformatted code stays known; how often
 * a finding is known is for the baseline to count.
 * @returns 32 hexadecimal digits
 */
export function identityOf(finding: Finding, source: FindingSource | undefined): string {
  const { rule, messageId, key } = finding;
  const parts = key === undefined ? [rule, messageId, ...withoutKey(finding, source)] : [rule, key.fingerprint];
  return createHmac('sha256', context).update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function withoutKey(finding: Finding, found: FindingSource | undefined): readonly string[] {
  if (found === undefined) return [finding.message];
  const { source, secrets } = found;
  const start = (source.lineStarts[finding.line - 1] ?? 0) + finding.column - 1;
  const end = (source.lineStarts[finding.endLine - 1] ?? 0) + finding.endColumn - 1;
  const expression = normalised(maskKeys(source.text.slice(start, end), secrets));
  return [expression, ...constructsAround(source.text, start, isPython(source.path)).map((name) => maskKeys(name, secrets))];
}

/** The text of an expression without what a formatter changes: spaces, the kind of its quotes, commas and semicolons at ends. */
function normalised(expression: string): string {
  return expression
    .replace(/\s/gu, '')
    .replace(/['`]/gu, '"')
    .replace(/,(?=[)\]}])|;$/gu, '');
}
