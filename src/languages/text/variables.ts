import { filled } from './shell-words.js';

const assignment =
  /(?:^|[\s;(])(?:(?:export|local|readonly|declare|set|ENV|ARG)\s+(?:-\w\s+)?)?@?\$?(?:env:)?(?<name>[A-Za-z_]\w{0,80})(?:\s{0,8}[:?]?=\s{0,8}|:\s{1,4})(?:"(?<double>[^"\n]{0,500})"|'(?<single>[^'\n]{0,500})'|(?<bare>[^\s"';#|&)]{1,500}))/gmu;

/** A list, or what a command prints. */
const isMade = /^\(|`|\$\((?!\w+\))/u;

/** What the variables of a file are set to, each where it has one value only. */
export class Variables {
  readonly #values = new Map<string, string | undefined>();

  constructor(text: string) {
    for (const { groups } of text.matchAll(assignment)) {
      const { name = '', double, single, bare } = groups ?? {};
      const value = double ?? single ?? bare ?? '';
      const known = !isMade.test(value) && (!this.#values.has(name) || this.#values.get(name) === value);
      this.#values.set(name, known ? value : undefined);
    }
  }

  /** A word with its variables filled in, as far as they are known. */
  fill(word: string, depth = 0): string {
    if (depth > 4 || !word.includes(filled)) return word;
    return word
      .split(filled)
      .map((part, index) => {
        if (index % 2 === 0) return part;
        const value = this.#values.get(part);
        return value === undefined ? filled + part + filled : this.fill(marked(value), depth + 1);
      })
      .join('');
  }
}

/** A value with its variables between marks. */
export function marked(value: string): string {
  return value.replaceAll(/\$\$?\{\{?\s{0,4}(?:[\w-]{1,40}\.){0,4}(?<inner>[\w-]{1,80})\s{0,4}\}?\}|\$\$?\(?(?<plain>\w{1,80})\)?|\{\{\s{0,4}\$?(?:[\w-]{1,40}\.){0,4}(?<template>[\w-]{1,80})\s{0,4}\}\}/gu, (_all, inner: string | undefined, plain: string | undefined, template: string | undefined) => filled + (inner ?? plain ?? template ?? '') + filled);
}
