import type { TextFacts } from './fact-list.js';

/** `NAME=value` of shells, env files and `--build-arg`, `NAME := value` of make; `ARG NAME` and `ENV NAME value` of container files. */
const assignment = /(?<![\w$.{/-])(?<name>[A-Z][A-Z\d_]{5,120})=(?!=)|^[ \t]{0,40}(?:export[ \t]{1,4})?(?<spaced>[A-Z][A-Z\d_]{5,120})[ \t]{0,20}[:?+]?=(?!=)|^[ \t]{0,20}(?:ARG|ENV)[ \t]{1,20}(?<declared>[A-Z][A-Z\d_]{5,120})(?=[ \t\r\n]|$)/gmu;
/** `key = "NAME"` of HCL, in a block that gives it a value. */
const named = /^[ \t]{0,20}(?:key|name)[ \t]{0,20}=[ \t]{0,4}"(?<name>[A-Z][A-Z\d_]{5,120})"(?=[^{}]{0,400}\bvalue\b)/gmu;
/** Who looks for a name does not set it. */
const search = /\b(?:e?grep|rg|ag|findstr|Select-String)\b/u;

/** Adds the public names of keys that commands and container files set. One that is passed on in the same file counts once. */
export function addPublicNames(list: TextFacts): void {
  const { text } = list.source;
  for (const match of [...text.matchAll(assignment), ...text.matchAll(named)]) {
    const name = match.groups?.['name'] ?? match.groups?.['spaced'] ?? match.groups?.['declared'] ?? '';
    const prefix = list.vocabulary.publicKeyPrefix(name);
    if (prefix === undefined) continue;
    const start = match.index + match[0].lastIndexOf(name);
    const line = text.slice(Math.max(0, start - 200), start).split('\n').at(-1) ?? '';
    if (!search.test(line)) list.addPublicName(start, name, prefix, 'assignment');
  }
}
