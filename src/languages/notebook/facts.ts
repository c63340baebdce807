import type { CellPlace, Fact, FileFacts } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import { vendorOf } from '../../key/vendors.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import { addConfigFacts } from '../config/keys.js';
import { ExcerptBuilder } from '../embedded/excerpt.js';
import { excerptFacts, excerptPath, type Reader } from '../embedded/read.js';
import type { TextKind } from '../registry.js';
import { TextFacts } from '../text/fact-list.js';
import { textFacts } from '../text/facts.js';
import { type Cell, readNotebook } from './cells.js';
import { codeFacts } from './code.js';
import { outputKey, outputSecrets, type Expected } from './outputs.js';
import { addString, lineStartsOf } from './strings.js';

/** The facts of a notebook: of its code as one program, its prose, its outputs. What is no notebook is read as text. */
export function notebookFacts(source: SourceFile, kind: TextKind, read: Reader, vocabulary: Vocabulary): FileFacts {
  const notebook = readNotebook(source.text);
  if (notebook === undefined) return textFacts(source, kind, vocabulary);
  const { cells } = notebook;
  const rest = new TextFacts(source, kind, [], vocabulary);
  addConfigFacts(notebook.rest, rest, false);
  const parts = [
    ...codeFacts(source, cells.filter((cell) => cell.kind === 'code'), notebook.language, { read, vocabulary }),
    ...cells.flatMap((cell) => (cell.kind === 'code' ? [] : proseFacts(source, cell, read, vocabulary))),
  ];
  const known = parts.flatMap((part) => part.facts);
  const outputs = cells.flatMap((cell) => cell.outputs.flatMap((output) => outputSecrets(source, output, vocabulary)));
  const recorded = cells.flatMap((cell) => {
    const expected = cell.outputs.length === 0 ? 'no' : expectedOf(cell, known, source);
    return cell.outputs.map((output) => outputKey(source, output, expected, vocabulary));
  });
  return {
    path: source.path,
    facts: [...each(known), ...outputs, ...recorded.flatMap(({ fact }) => (fact === undefined ? [] : [fact])), ...rest.facts],
    comments: parts.flatMap((part) => part.comments).sort((one, other) => one.start - other.start),
    keyParts: [...parts.flatMap((part) => part.keyParts ?? []), ...recorded.flatMap(({ keys }) => keys)],
    parsed: parts.every((part) => part.parsed),
    cells: cells.flatMap(placesOf),
    lineStarts: cells.flatMap((cell) => [cell.source, ...cell.outputs.flat()].flatMap((strings) => lineStartsOf(source.text, strings))).sort((one, other) => one - other),
  };
}

/** Whether a cell is known to print a key, or may do so: it stands among cells that use one, and names no other vendor. */
function expectedOf({ source: strings }: Cell, known: readonly Fact[], source: SourceFile): Expected {
  const start = strings[0]?.start ?? 0;
  const end = strings.at(-1)?.end ?? 0;
  if (known.some(({ kind, place }) => kind === 'output' && place.start >= start && place.end <= end)) return 'prints';
  const words = source.text.slice(start, end).toLowerCase().split(/[^a-z]+/u);
  return vendorOf(words) === undefined && known.some(({ kind }) => kind === 'client' || kind === 'environment-read') ? 'may' : 'no';
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
function proseFacts(source: SourceFile, cell: Cell, read: Reader, vocabulary: Vocabulary): FileFacts[] {
  const { source: strings, kind } = cell;
  if (!strings.some(({ start, end }) => vocabulary.speaksOfMistral(source.text.slice(start, end)) || source.text.slice(start, end).includes('eslint-'))) return [];
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
