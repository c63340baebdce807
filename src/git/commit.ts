import type { FindingCommit } from '../scan/finding.js';
import { readObjectsNow } from './objects.js';
import type { GitStore } from './store.js';

/** Reads commits as they are stored, so that no configuration changes what they say. Those that are missing are left out. */
export function readCommits(store: GitStore, ids: readonly string[]): ReadonlyMap<string, FindingCommit> {
  const commits = new Map<string, FindingCommit>();
  for (const answer of readObjectsNow(store, ids).values()) {
    if (answer.kind === 'object' && answer.type === 'commit') commits.set(answer.id, commitOf(answer.id, answer.bytes.toString()));
  }
  return commits;
}

function commitOf(id: string, text: string): FindingCommit {
  const blank = text.indexOf('\n\n');
  const head = blank < 0 ? text : text.slice(0, blank);
  const message = blank < 0 ? '' : text.slice(blank + 2);
  const line = head.split('\n').find((one) => one.startsWith('author ')) ?? '';
  const close = line.lastIndexOf('>');
  const seconds = Number(line.slice(close + 1).trim().split(' ')[0]);
  return { id, author: close < 0 ? '' : line.slice('author '.length, close + 1), date: isoDate(seconds), subject: message.trimStart().split('\n')[0] ?? '' };
}

/** Beyond what a date can be, a commit may say anything. */
function isoDate(seconds: number): string {
  const date = new Date(seconds * 1000);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}
