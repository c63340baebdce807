import { readFileSync, statSync } from 'node:fs';
import { type CauseId, causes } from '../../rules/causes.js';
import { rules } from '../../rules/index.js';
import type { Rule } from '../../rules/rule.js';

/** What is to be explained. */
export type Topic =
  | { readonly kind: 'rule'; readonly rule: Rule }
  | { readonly kind: 'cause'; readonly cause: CauseId }
  | { readonly kind: 'text'; readonly text: string };

/** Of a larger file the end is read: there the error stands. */
const longestRead = 1024 * 1024;

/** @param text a rule, with or without namespace, a cause, a file that exists, or an error text */
export function topicOf(text: string): Topic {
  const name = text.trim().replace(/^mistral-keys\//u, '');
  const rule = rules.find((one) => one.name === name);
  if (rule !== undefined) return { kind: 'rule', rule };
  if (isCause(name)) return { kind: 'cause', cause: name };
  return { kind: 'text', text: readFile(text) ?? text };
}

function isCause(name: string): name is CauseId {
  return Object.hasOwn(causes, name);
}

/** @returns `undefined` where there is no such file */
function readFile(path: string): string | undefined {
  try {
    if (!statSync(path).isFile()) return undefined;
    return readFileSync(path).subarray(-longestRead).toString();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    // A text is rarely a path that exists, and often none that could.
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ERR_INVALID_ARG_VALUE') return undefined;
    throw error;
  }
}
