import type { ScanOutcome } from '../scan/result.js';
import { clean } from './clean.js';
import { type Entry, entriesOf } from './entries.js';

const header = ['severity', 'rule', 'file', 'line', 'column', 'endLine', 'endColumn', 'message', 'cause', 'symptom', 'fix', 'url', 'key', 'fingerprint', 'commit', 'author', 'date'];

/** Without it Excel takes the file for one in the encoding of the system. */
const byteOrderMark = '\ufeff';

/** The report as a table for spreadsheets, in the form of RFC 4180. */
export function csvReport(outcome: ScanOutcome): string {
  const rows = entriesOf(outcome).map((entry) => row(entry).map(cell));
  // No quotes stand around the names: behind the mark they would be no quotes to all readers.
  return `${byteOrderMark}${[header, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('')}`;
}

function row({ severity, rule, file, line, column, endLine, endColumn, message, fingerprint, finding }: Entry): (string | number)[] {
  const place = [severity, rule, file, line, column, endLine, endColumn, message];
  if (finding === undefined) return [...place, '', '', '', '', '', fingerprint, '', '', ''];
  const { cause, symptom, fix, url, key, commit } = finding;
  const origin = [commit?.id ?? '', commit?.author ?? '', commit?.date ?? ''];
  return [...place, cause.text, symptom, fix.text, url, key?.redacted ?? '', fingerprint, ...origin];
}

/**
 * What a spreadsheet takes for a formula gets an apostrophe in front, as OWASP advises ("CSV Injection"). The wide forms of
 * the same signs count too, since some spreadsheets read them alike, and spaces in front do not help against it.
 */
const formula = /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = clean(value);
  return `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}
