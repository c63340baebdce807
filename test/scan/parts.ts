import type { Problem, Rule } from '../../rules/rule.js';
import type { Comment, Fact } from '../../src/facts/facts.js';
import type { SourceFile } from '../../src/facts/source.js';
import type { FileReader } from '../../src/project/files.js';
import { SourceFile as Source } from '../../src/facts/source.js';
import { decode } from '../../src/scan/decode.js';
import type { ScanParts } from '../../src/scan/scan.js';

/**
 * Parts of a scan that need no analysis: every `KEY(…)` in a file is a key, and `@import NAME` makes a file speak of
 * the keys of another one beside it. The rule `no-key` reports each.
 */
export function fakeParts(changes: Partial<Rule> = {}, faults = false): ScanParts {
  return {
    rules: [{ ...noKey, ...changes }, other],
    loadProject: () =>
      Promise.resolve((files) => ({
        reachesMistral: (source) => source.text.includes('@import'),
        readersAtStart: () => [],
        wrappers: () => (files.mistralFiles?.() ?? []).filter((file) => (decode(files.read(file) ?? Buffer.alloc(0)) ?? '').includes('@wrapper')),
        importers: (path) => {
          const name = path.slice(path.lastIndexOf('/') + 1);
          return files.list().filter((file) => (decode(files.read(file) ?? Buffer.alloc(0)) ?? '').includes(`@import ${name}`));
        },
        facts: (source) => {
          if (faults && source.text.includes('FAULT')) throw new RangeError(`fault at ${source.text}`);
          const imported = [...source.text.matchAll(/@import (\S+)/gu)].flatMap((match) => {
            const path = `${source.path.slice(0, source.path.lastIndexOf('/'))}/${match[1] ?? ''}`;
            return keysIn(importedSource(files, path));
          });
          return { path: source.path, facts: [...keysIn(source), ...imported], comments: commentsOf(source.text), parsed: !source.text.includes('UNPARSED') };
        },
      })),
  };
}

function importedSource(files: FileReader, path: string): SourceFile {
  return new Source(path, decode(files.read(path) ?? Buffer.alloc(0)) ?? '');
}

function keysIn(source: SourceFile): Fact[] {
  return [...source.text.matchAll(/KEY\((\w+)\)/gu)].map((match) => {
    const start = match.index + 'KEY('.length;
    const value = match[1] ?? '';
    return {
      kind: 'secret',
      place: { source, start, end: start + value.length },
      key: { redacted: `${value.slice(0, 2)}…`, fingerprint: '0' },
      binding: 'bound',
      sink: 'client',
      within: 'code',
      language: 'javascript',
      remedies: [],
    };
  });
}

function commentsOf(text: string): Comment[] {
  return [...text.matchAll(/\/\/(.*)/gu)].map((match) => ({ start: match.index, end: match.index + match[0].length, text: match[1] ?? '' }));
}

const noKey: Rule = {
  name: 'no-key',
  description: 'Reports keys.',
  causes: ['hardcoded'],
  levels: { recommended: 'warn', strict: 'error' },
  messages: { key: 'A key {{redacted}} stands here.' },
  schema: {},
  defaultOptions: {},
  *check({ facts }): Iterable<Problem> {
    for (const fact of facts) {
      if (fact.kind !== 'secret') continue;
      const { place, key } = fact;
      yield {
        messageId: 'key',
        data: { redacted: key.redacted },
        place,
        cause: 'hardcoded',
        certain: place.source.text.includes('CERTAIN'),
        symptom: 'Others use the key.',
        fix: 'Read {{redacted}} from the environment.',
        key,
        suggestions: [{ messageId: 'key', edits: [{ source: place.source, start: place.start, end: place.end, text: 'x' }] }],
        chain: [{ place, note: 'it stands here' }],
      };
    }
  },
};

const other: Rule = { ...noKey, name: 'other-rule', levels: { recommended: 'off', strict: 'off' }, check: () => [] };
