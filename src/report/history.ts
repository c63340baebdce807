import type { Finding } from '../scan/finding.js';
import type { ScanOutcome } from '../scan/result.js';
import { clean } from './clean.js';
import { count, size } from './closing.js';
import { type Paint, painter } from './colours.js';
import type { ReportSettings } from './format.js';

/** After so many days a key is to be replaced in any case. */
const rotationDays = 90;

const day = 24 * 60 * 60 * 1000;

const steps = `What to do about each key, in this order:
  1. Create a new key at https://console.mistral.ai/api-keys.
  2. Deploy it wherever the old one is used.
  3. Delete the old key there. From then on it is worthless wherever it stands.
  4. Then clean up: take it out of the files. Who has a copy of the history still has the key, so rewriting it does not replace step 3.`;

/** The report for people on what the history holds: by key, with all places of each. */
export function historyReport({ result, history }: ScanOutcome, settings: ReportSettings): string {
  const paint = painter(settings.colour);
  const { findings, summary, complete } = result;
  const keys = byKey(findings);
  const blocks = keys.map((places) => block(places, paint));
  const found = keys.length === 0 ? 'No keys' : `${count(keys.length, 'key')} in ${count(findings.length, 'place')}`;
  const scope = `${count(history?.commits ?? 0, 'commit')}, ${count(summary.files, 'content')} (${size(summary.bytes)}, ${summary.seconds.toFixed(2)} s)`;
  const closing = `${found} in ${scope}${complete ? '.' : '; not everything could be read.'}`;
  return `${[...blocks, ...(keys.length === 0 ? [] : [steps]), closing].join('\n\n')}\n`;
}

/** The places of each key, the first in front; keys that are still in use come first, then the oldest. */
function byKey(findings: readonly Finding[]): readonly (readonly Finding[])[] {
  const keys = new Map<string, Finding[]>();
  for (const finding of findings) {
    const fingerprint = finding.key?.fingerprint ?? '';
    keys.set(fingerprint, [...(keys.get(fingerprint) ?? []), finding]);
  }
  const groups = [...keys.values()].map((places) => places.toSorted((one, other) => compare(dateOf(one), dateOf(other))));
  return groups.sort((one, other) => Number(isCurrent(other)) - Number(isCurrent(one)) || compare(dateOf(one[0]), dateOf(other[0])));
}

function block(places: readonly Finding[], paint: Paint): string {
  const [first] = places;
  const since = dateOf(first);
  const days = Math.floor((Date.now() - Date.parse(since)) / day);
  const exposed = Number.isNaN(days) ? '' : `, exposed since ${since.slice(0, 10)}`;
  const old = days > rotationDays ? `: ${days} days, and a key is to be replaced after ${rotationDays}` : '';
  const current = isCurrent(places) ? paint('red', 'still at HEAD') : 'no longer at HEAD';
  return [`${paint('bold', `Key ${first?.key?.redacted ?? ''}`)}, ${current}${exposed}${old}`, ...places.map((place) => line(place, paint))].join('\n');
}

function line({ file, line: at, column, rule, commit }: Finding, paint: Paint): string {
  const origin = commit === undefined ? '' : ` came with ${commit.id.slice(0, 12)} of ${commit.date.slice(0, 10)} by ${clean(commit.author)}: ${clean(commit.subject)}`;
  return `  ${paint('bold', `${clean(file)}:${at}:${column}`)} ${rule}${origin}`;
}

function isCurrent(places: readonly Finding[]): boolean {
  return places.some(({ atHead }) => atHead === true);
}

function dateOf(finding: Finding | undefined): string {
  return finding?.commit?.date ?? '';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
