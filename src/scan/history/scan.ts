import { relative, resolve } from 'node:path';
import { readCommits } from '../../git/commit.js';
import { type HistoricBlob, listCommits, listContents, readHead } from '../../git/history.js';
import type { Tree } from '../../git/tree.js';
import { withoutLinks } from '../../git/layout.js';
import { maskKeys } from '../../key/digest.js';
import { slashed, type Unread } from '../discover.js';
import type { Finding, FindingCommit } from '../finding.js';
import { SettingsTree } from '../settings.js';
import { shownPath } from '../path-bytes.js';
import type { ScanOutcome } from '../result.js';
import { faultReason, type ScanOptions, type ScanParts } from '../scan.js';
import { summaryOf } from '../summary.js';
import { ReaderPool } from './pool.js';
import { presentFiles } from './present.js';
import type { Assignment, Reading, Sighting } from './sighting.js';

/** What was committed. */
interface History {
  /** The names of the commits, the newest first. */
  readonly commits: readonly string[];
  readonly blobs: readonly HistoricBlob[];
  /** The files of `HEAD`. */
  readonly head: Tree;
}

/**
 * Finds the keys that any commit ever had. Each content is read once and understood by itself. A finding stands where a key first came to a path.
 * @throws UnknownRuleError where the options name a rule that does not exist
 * @throws ConfigurationError where the configuration of the project cannot be used
 * @throws GitFailure where git fails
 */
export async function scanHistory(parts: ScanParts, options: ScanOptions): Promise<ScanOutcome> {
  const started = performance.now();
  const cwd = slashed(withoutLinks(resolve(options.cwd ?? '.')));
  const fileOf = (path: string): string => maskKeys(shownPath(slashed(relative(cwd, path))));
  const { signal } = options;
  const list = listCommits(cwd, options.history ?? []);
  const { store, root, commits, bare } = list;
  // Before the work starts, so that what is wrong with the options or the configuration is told at once.
  new SettingsTree({ rules: parts.rules, options, files: presentFiles(store, root, bare), root, fileOf }).for(`${cwd}/.`);
  const { strict, rules = {}, configuration = true } = options;
  const pool = new ReaderPool(parts, { folder: cwd, root, bare, cwd, ...(strict === undefined ? {} : { strict }), rules, configuration }, commits.length);
  const readings: Reading[] = [];
  let read = 0;
  let bytes = 0;
  const history = { commits, head: readHead(store), blobs: await listContents(list, {
    ...(signal === undefined ? {} : { signal }),
    onProgress: (done, total) => options.onProgress?.(done, total, { unit: 'commits', bytes: 0 }),
  }) };
  const assignments = assignmentsOf(history);
  try {
    await pool.readAll(assignments, (reading) => {
      readings.push(reading);
      read += reading.blobs + reading.missing.length + reading.large.length;
      bytes += reading.bytes;
      options.onProgress?.(read, assignments.length, { unit: 'contents', bytes });
      return signal?.aborted !== true;
    });
  } finally {
    pool.close();
  }

  const unread: Unread[] = [];
  const interrupted = signal?.aborted === true;
  if (interrupted) unread.push({ path: root, reason: `interrupted after ${read} of ${assignments.length} contents: what comes later is not known` });
  if (list.shallow) unread.push({ path: root, reason: 'this clone is shallow, so what came before is not here: git fetch --unshallow brings it' });
  const missing = readings.flatMap((reading) => reading.missing);
  if (missing.length > 0 && !interrupted) unread.push({ path: root, reason: missingReason(missing) });
  const paths = new Map(assignments.map(({ id, paths: [path = ''] }) => [id, `${root}/${path}`]));
  for (const id of readings.flatMap((reading) => reading.large)) unread.push({ path: paths.get(id) ?? root, reason: `its content ${id.slice(0, 12)} is larger than 500 MB` });
  for (const { path, error } of readings.flatMap((reading) => reading.faults)) {
    options.onFault?.(fileOf(`${root}/${path}`), error);
    unread.push({ path: `${root}/${path}`, reason: faultReason(error) });
  }

  const findings = findingsOf(history, readings.flatMap((reading) => reading.sightings), (ids) => readCommits(store, ids));
  const files = readings.reduce((total, reading) => total + reading.blobs, 0);
  const summary = summaryOf({ files, bytes, findings, unread, notes: [], started }, fileOf);
  return {
    result: { summary, findings, unusedSuppressions: [], suppressed: 0, suppressedFindings: [], complete: unread.length === 0 },
    sources: new Map(),
    history: { commits: commits.length },
  };
}

function missingReason(ids: readonly string[]): string {
  const named = ids.slice(0, 3).map((id) => id.slice(0, 12)).join(', ');
  return `${ids.length} contents are not here (a partial clone, or a damaged repository), such as ${named}: git fetch --refetch brings them`;
}

/** With revisions of one's own, the files of `HEAD` are read besides: they tell whether a key is still there. */
function assignmentsOf({ blobs, head }: History): Assignment[] {
  const current = new Map<string, string[]>();
  for (const [path, { id }] of head) {
    const paths = current.get(id);
    if (paths === undefined) current.set(id, [path]);
    else paths.push(path);
  }
  const assignments: Assignment[] = blobs.map(({ id, places }) => {
    const inHead = current.get(id) ?? [];
    current.delete(id);
    return { id, paths: [...new Set([...places.keys(), ...inHead])], head: inHead };
  });
  for (const [id, paths] of current) assignments.push({ id, paths, head: paths });
  return assignments;
}

/** One finding for each key, rule and path: the first. */
function findingsOf(history: History, sightings: readonly Sighting[], read: (ids: readonly string[]) => ReadonlyMap<string, FindingCommit>): Finding[] {
  const places = new Map(history.blobs.map((blob) => [blob.id, blob.places]));
  const firsts = new Map<string, { finding: Finding; commit: number }>();
  const current = new Set<string>();
  for (const { id, path, finding } of sightings) {
    const fingerprint = finding.key?.fingerprint ?? '';
    if (history.head.get(path)?.id === id) current.add(fingerprint);
    const commit = places.get(id)?.get(path);
    if (commit === undefined) continue;
    const identity = `${fingerprint} ${finding.rule} ${path}`;
    const first = firsts.get(identity);
    if (first === undefined || commit > first.commit) firsts.set(identity, { finding, commit });
  }
  const nameOf = (commit: number): string => history.commits[commit] ?? '';
  const commits = read([...new Set([...firsts.values()].map(({ commit }) => nameOf(commit)))]);
  return [...firsts.values()]
    .map(({ finding, commit }) => {
      const info = commits.get(nameOf(commit)) ?? { id: nameOf(commit), author: '', date: '', subject: '' };
      return { order: commit, finding: { ...finding, commit: { ...info, author: maskKeys(info.author), subject: maskKeys(info.subject) }, atHead: current.has(finding.key?.fingerprint ?? '') } };
    })
    .sort((one, other) => compare(one.finding.file, other.finding.file) || one.finding.line - other.finding.line || one.finding.column - other.finding.column || other.order - one.order)
    .map(({ finding }) => finding);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
