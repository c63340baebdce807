import { isRecord } from '../configuration/record.js';

/** What is known, and how often. */
export interface BaselineEntry {
  /** The identity of the findings. */
  readonly id: string;
  readonly rule: string;
  /** Where they were last seen, relative to the folder of the baseline, with `/`. */
  readonly file: string;
  readonly count: number;
  readonly reason?: string;
  /** The last day on which the entry counts, as `YYYY-MM-DD`. */
  readonly expires?: string;
}

/** A baseline that cannot be used. The message says what to do. */
export class BaselineError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BaselineError';
  }
}

/** A hundred bytes an entry, and nobody has so many. */
const longest = 50_000_000;

/**
 * @param file as messages name it
 * @throws BaselineError where the text is no baseline
 */
export function parseBaseline(text: string, file: string): readonly BaselineEntry[] {
  if (text.length > longest) throw new BaselineError(`${file} is longer than ${longest} characters: it is no baseline.`);
  if (/^(?:<{7}|={7}|>{7})/mu.test(text)) throw new BaselineError(`${file} holds conflict marks of a merge: keep the entries of both sides, each once.`);
  let content: unknown;
  try {
    content = JSON.parse(withItsCommas(text));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new BaselineError(`${file} is no JSON: write it anew with mistral-keys baseline, or restore it from git.`);
  }
  if (!isRecord(content) || content['version'] !== 1) throw new BaselineError(`${file} is no baseline of version 1: write it anew with mistral-keys baseline.`);
  const { entries } = content;
  if (!Array.isArray(entries)) throw new BaselineError(`${file} lacks its list of entries: write it anew with mistral-keys baseline.`);
  return entries.map((entry: unknown, index) => {
    const read = entryOf(entry);
    if (read === undefined) throw new BaselineError(`Entry ${index + 1} of ${file} cannot be read: take it out, or write the file anew with mistral-keys baseline.`);
    return read;
  });
}

/** A merge that takes the lines of both sides may leave an entry without its comma, or the last one with it. */
function withItsCommas(text: string): string {
  const lines = text.split(/\r?\n/u);
  return lines.map((line, index) => (line.startsWith('{"id"') ? line.replace(/,$/u, '') + (lines[index + 1]?.startsWith('{"id"') === true ? ',' : '') : line)).join('\n');
}

function entryOf(entry: unknown): BaselineEntry | undefined {
  if (!isRecord(entry)) return undefined;
  const { id, rule, file, count = 1, reason, expires } = entry;
  if (typeof id !== 'string' || !/^[\da-f]{32}$/u.test(id) || typeof rule !== 'string' || typeof file !== 'string') return undefined;
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1) return undefined;
  if ((reason !== undefined && typeof reason !== 'string') || (expires !== undefined && (typeof expires !== 'string' || !isDate(expires)))) return undefined;
  return { id, rule, file, count, ...(reason === undefined ? {} : { reason }), ...(expires === undefined ? {} : { expires }) };
}

/** Whether a text is a day as `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/u.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** The text of a baseline: an entry a line, sorted, so that two branches seldom change the same lines. */
export function formatBaseline(entries: readonly BaselineEntry[]): string {
  const lines = entries
    .map((entry) => ({ entry, key: [entry.file, entry.rule, entry.id].join('\0') }))
    .sort((one, other) => (one.key < other.key ? -1 : one.key > other.key ? 1 : 0))
    .map(({ entry: { id, rule, file, count, reason, expires } }) => JSON.stringify({ id, rule, file, ...(count === 1 ? {} : { count }), reason, expires }));
  return `{"version":1,"entries":[\n${lines.join(',\n')}${lines.length === 0 ? '' : '\n'}]}\n`;
}
