import type { CellPlace, Fact, FileFacts } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import { speaksOfMistral } from '../../key/names.js';
import { addConfigFacts } from '../config/keys.js';
import { ExcerptBuilder } from '../embedded/excerpt.js';
import { excerptFacts, excerptPath, type Reader } from '../embedded/read.js';
import type { TextKind } from '../registry.js';
import { TextFacts } from '../text/fact-list.js';
import { textFacts } from '../text/facts.js';
import { type Cell, readNotebook } from './cells.js';
import { codeFacts } from './code.js';
import { outputSecrets } from './outputs.js';
import { addString, lineStartsOf } from './strings.js';

/** The facts of a notebook: of its code as one program, its prose, its outputs. What is no notebook is read as text. */
export function notebookFacts(source: SourceFile, kind: TextKind, read: Reader): FileFacts {
  const notebook = readNotebook(source.text);
  if (notebook === undefined) return textFacts(source, kind);
  const { cells } = notebook;
  const rest = new TextFacts(source, kind, []);
  addConfigFacts(notebook.rest, rest, false);
  const parts = [
    ...codeFacts(source, cells.filter((cell) => cell.kind === 'code'), notebook.language, read),
    ...cells.flatMap((cell) => (cell.kind === 'code' ? [] : proseFacts(source, cell, read))),
  ];
  const outputs = cells.flatMap((cell) => cell.outputs.flatMap((output) => outputSecrets(source, output)));
  return {
    path: source.path,
    facts: [...each(parts.flatMap((part) => part.facts)), ...outputs, ...rest.facts],
    comments: parts.flatMap((part) => part.comments).sort((one, other) => one.start - other.start),
    keyParts: parts.flatMap((part) => part.keyParts ?? []),
    parsed: parts.every((part) => part.parsed),
    cells: cells.flatMap(placesOf),
    lineStarts: cells.flatMap((cell) => [cell.source, ...cell.outputs.flat()].flatMap((strings) => lineStartsOf(source.text, strings))).sort((one, other) => one - other),
  };
}

/** A key that a magic sets stands in the command and in the program. */
function each(facts: readonly Fact[]): Fact[] {
  const secrets = new Set<string>();
  return facts.filter(({ kind, place }) => {
    const at = `${place.source.path} ${place.start}`;
    if (kind !== 'secret' || !secrets.has(at)) {
      if (kind === 'secret') secrets.add(at);
      return true;
    }
    return false;
  });
}

/** Of prose only keys are spoken, whatever the code in it would amount to. */
function proseFacts(source: SourceFile, cell: Cell, read: Reader): FileFacts[] {
  const { source: strings, kind } = cell;
  if (!strings.some(({ start, end }) => speaksOfMistral(source.text.slice(start, end)) || source.text.slice(start, end).includes('eslint-'))) return [];
  const text = new ExcerptBuilder(source);
  for (const string of strings) addString(text, string);
  return [excerptFacts(text.build(excerptPath(source, strings[0]?.start ?? 0, kind === 'markdown' ? 'md' : 'txt')), read)];
}

function placesOf({ number, source, outputs }: Cell): CellPlace[] {
  const shown = outputs.flatMap((output) => output.filter((form) => form.length > 0));
  return [
    ...(source.length === 0 ? [] : [{ number, part: 'source' as const, start: source[0]?.start ?? 0, end: source.at(-1)?.end ?? 0 }]),
    ...shown.map((form) => ({ number, part: 'output' as const, start: form[0]?.start ?? 0, end: form.at(-1)?.end ?? 0 })),
  ];
}
