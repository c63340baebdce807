import type { FileFacts } from '../../facts/facts.js';
import type { SourceFile } from '../../facts/source.js';
import type { Vocabulary } from '../../key/vocabulary.js';
import { type Excerpt, ExcerptBuilder } from '../embedded/excerpt.js';
import { endingOf } from '../embedded/language-names.js';
import { excerptFacts, excerptPath, type Reader } from '../embedded/read.js';
import { relocated } from '../embedded/relocate.js';
import { parseSyntax } from '../python/syntax.js';
import type { Cell } from './cells.js';
import { addCell, type ForeignPart } from './magics.js';
import { addString } from './strings.js';

/** How the parts of a notebook are read. */
interface Reading {
  readonly read: Reader;
  readonly vocabulary: Vocabulary;
}

/** The code of a notebook: the texts of its code cells, one after the other. */
interface Code {
  readonly text: Excerpt;
  /** Where the cells stand in it. */
  readonly cells: readonly { readonly start: number; readonly end: number }[];
}

/** The facts of the code cells of a notebook, which are one program in their order. */
export function codeFacts(source: SourceFile, cells: readonly Cell[], language: string, reading: Reading): FileFacts[] {
  const ending = endingOf(language) ?? 'txt';
  const code = codeOf(source, cells, ending);
  if (ending !== 'py') return [excerptFacts(code.text, reading.read)];
  const { program, parts } = pythonOf(code, reading.vocabulary);
  const facts = parts.flatMap((part) => partFacts(code.text.source, part, reading));
  return [...facts, excerptFacts(program, reading.read)].map((inner) => relocated(inner, code.text));
}

function codeOf(source: SourceFile, cells: readonly Cell[], ending: string): Code {
  const builder = new ExcerptBuilder(source);
  const stretches = cells.map((cell) => {
    const start = builder.length;
    for (const string of cell.source) addString(builder, string);
    const end = builder.length;
    // Else `a = 1` and `(b)()` would become a call.
    builder.addMade(/^[jt]s$/u.test(ending) ? '\n;\n' : '\n');
    return { start, end };
  });
  return { text: builder.build(excerptPath(source, 0, ending)), cells: stretches };
}

/** Cells run one by one, so that one which breaks off in the middle of an expression must not swallow the next. */
function pythonOf({ text: { source }, cells }: Code, vocabulary: Vocabulary): { program: Excerpt; parts: ForeignPart[] } {
  const whole = programOf(source, cells, vocabulary);
  if (parseSyntax(whole.program.source.text).errors.length === 0) return whole;
  const { program } = programOf(source, cells.filter((cell) => !breaksOff(programOf(source, [cell], vocabulary).program.source.text)), vocabulary);
  const broken = cells.filter((cell) => breaksOff(programOf(source, [cell], vocabulary).program.source.text));
  return { program, parts: [...whole.parts, ...broken.map((cell) => ({ ...cell, ending: 'txt' }))] };
}

function programOf(source: SourceFile, cells: Code['cells'], vocabulary: Vocabulary): { program: Excerpt; parts: ForeignPart[] } {
  const builder = new ExcerptBuilder(source);
  const parts = cells.flatMap(({ start, end }) => {
    const foreign = addCell(builder, source.text, { start, end }, vocabulary);
    builder.addMade('\n');
    return foreign;
  });
  return { program: builder.build(excerptPath(source, 0, 'py')), parts };
}

/** Whether the parser waits for more at the end of a text: for a bracket, for the end of a string. */
function breaksOff(text: string): boolean {
  const end = text.trimEnd().length;
  return parseSyntax(text).errors.some((error) => error.end >= end);
}

function partFacts(source: SourceFile, { start, end, ending }: ForeignPart, { read, vocabulary }: Reading): FileFacts[] {
  if (!vocabulary.speaksOfMistral(source.text.slice(start, end))) return [];
  const builder = new ExcerptBuilder(source);
  builder.addVerbatim(start, end);
  return [excerptFacts(builder.build(excerptPath(source, start, ending)), read)];
}
