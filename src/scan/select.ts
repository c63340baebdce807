import { statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { repositoryRoot } from '../git/repository.js';
import { isWithin } from '../project/resolve-paths.js';
import { holdsCredential } from './concern.js';
import { decode } from './decode.js';
import { Gate, readWhole } from './disk.js';
import { discover, slashed, type Unread } from './discover.js';
import { detectEncoding } from './encoding.js';
import { namesMistral } from './gate.js';
import { isEnvironmentFile } from '../languages/registry.js';
import { ignoredFiles } from '../git/ignored.js';
import { isSource, isText } from './kinds.js';
import { systemPath } from './path-bytes.js';
import type { SettingsTree } from './settings.js';
import type { Survey } from './survey.js';

/** A file that is to be understood. */
export interface Candidate {
  /** Absolute, with `/`. */
  readonly path: string;
  /** Its bytes, where they are not those on the disk. */
  readonly bytes?: Uint8Array;
  /** It names Mistral. If not, it holds what could be a key, and matters where a file that names Mistral imports it. */
  readonly names: boolean;
  /** Asked for by itself, so that the files which import it may be no part of the scan. */
  readonly alone: boolean;
}

/** The files of a scan after the gate. */
export interface Selection {
  /** Sorted by path. */
  readonly candidates: readonly Candidate[];
  /** How many files of the kinds that are read went through the gate, and their size. */
  readonly files: number;
  readonly bytes: number;
  /** What was to be read and could not be. */
  readonly unread: readonly Unread[];
  /** What is left out on purpose, and should be known. */
  readonly notes: readonly Unread[];
  /** The folder of the project around the files. */
  readonly root: string;
  /** The source files that went through the gate and do not name Mistral. */
  readonly others: readonly string[];
  /** What the gate has seen, where all files of the project went through it. */
  readonly survey?: Survey;
}

/** One file whose bytes are given. */
export interface GivenFile {
  /** Where it stands or would stand, relative to the working directory or absolute. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** How many files the gate takes between two words on the progress. */
const progressStep = 256;

/** Finds the files behind `paths` and lets those through that name Mistral. */
export async function selectFiles(
  paths: readonly string[],
  cwd: string,
  settings: SettingsTree,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Selection> {
  const discovery = await discover(paths, cwd);
  const gate = new Gate();
  const candidates: Candidate[] = [];
  const unread = [...discovery.unread];
  const notes: Unread[] = [];
  const unsupported: string[] = [];
  const others: string[] = [];
  const browserEntries: string[] = [];
  let files = 0;
  let bytes = 0;
  let done = 0;
  for (const path of discovery.files) {
    const named = discovery.named.has(path);
    const look = gate.look(path, named, settings.words(path));
    if (++done % progressStep === 0) onProgress(done, discovery.files.size);
    if (look.kind === 'unreadable') unread.push({ path, reason: look.reason });
    if (look.kind !== 'read') continue;
    if (look.browserEntry) browserEntries.push(path);
    if (!isSource(path) && !isText(path)) {
      if (named) notes.push({ path, reason: 'not read: images, archives and compiled files are not searched' });
      else if (look.names) unsupported.push(path);
    } else if (look.binary && (named || (look.names && isSource(path)))) notes.push({ path, reason: 'not read: it is binary' });
    else if (!look.binary) {
      files++;
      bytes += look.bytes;
      if (look.names || (named && isSource(path) && fileHoldsCredential(path))) candidates.push({ path, names: look.names, alone: named && isSource(path) });
      else if (isSource(path)) others.push(path);
    }
  }
  candidates.sort((one, other) => (one.path < other.path ? -1 : 1));
  const ignored = await ignoredFiles(candidates.flatMap(({ path }) => (isEnvironmentFile(path) ? [path] : [])));
  const concerned = candidates.filter(({ path }) => !ignored.has(path) && !settings.for(path).ignored);
  for (const { path } of candidates) if (discovery.named.has(path) && settings.for(path).ignored) notes.push({ path, reason: ignoredByConfiguration });
  const root = rootOf(paths[0] ?? '.', cwd);
  const isWhole = discovery.folders.some((folder) => isWithin(root, folder));
  const mistralFiles = concerned.flatMap(({ path, names }) => (names && isSource(path) ? [path] : []));
  const survey = isWhole ? { survey: { mistralFiles, browserEntries: browserEntries.sort() } } : {};
  return { candidates: concerned, files, bytes, unread, notes: [...notes, ...noteOf(unsupported)], root, others, ...survey };
}

/** The same for one file whose bytes are given. */
export function selectGiven(given: GivenFile, cwd: string, settings: SettingsTree): Selection {
  const path = slashed(resolve(cwd, given.path));
  const { bytes } = given;
  const selection = { candidates: [], others: [], files: 0, bytes: 0, unread: [], notes: [], root: rootOf(dirname(path), cwd) };
  const verdict = judge(path, bytes, settings.words(path));
  if (verdict === 'kind') return { ...selection, notes: [{ path, reason: 'not read: images, archives and compiled files are not searched' }] };
  if (verdict === 'binary') return { ...selection, notes: [{ path, reason: 'not read: it is binary' }] };
  if (settings.for(path).ignored) return { ...selection, notes: [{ path, reason: ignoredByConfiguration }] };
  const concerns = verdict === 'names' || verdict === 'credential';
  return { ...selection, files: 1, bytes: bytes.length, candidates: concerns ? [{ path, bytes, names: verdict === 'names', alone: isSource(path) }] : [] };
}

/** What the gate says of bytes: not understood, no text, text about Mistral, source code with what could be a key, anything else. */
export type Verdict = 'kind' | 'binary' | 'names' | 'credential' | 'other';

/**
 * Looks at a file whose bytes are at hand.
 * @param words by which the configuration lets files in that do not name Mistral
 */
export function judge(path: string, given: Uint8Array, words?: RegExp): Verdict {
  if (!isSource(path) && !isText(path)) return 'kind';
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength);
  const encoding = detectEncoding(bytes);
  if (encoding === 'binary') return 'binary';
  if (namesMistral(bytes, encoding, words)) return 'names';
  return isSource(path) && holdsCredential(decode(bytes) ?? '') ? 'credential' : 'other';
}

const ignoredByConfiguration = 'not read: the configuration ignores it';

function fileHoldsCredential(path: string): boolean {
  const content = readWhole(path);
  return content.kind === 'read' && holdsCredential(decode(content.bytes) ?? '');
}

/** One entry for all files of kinds that are not read, so that the list stays short. */
export function noteOf(unsupported: readonly string[]): Unread[] {
  const [path] = [...unsupported].sort();
  if (path === undefined) return [];
  const others = unsupported.length === 1 ? '' : ` (and ${unsupported.length - 1} more like it)`;
  return [{ path, reason: `not read: it names Mistral, but images, archives and compiled files are not searched${others}` }];
}

/** The repository; without one the working directory, or for what lies elsewhere its folder. */
export function rootOf(path: string, cwd: string): string {
  const absolute = slashed(resolve(cwd, path));
  const repository = repositoryRoot(absolute);
  if (repository !== undefined) return slashed(repository);
  if (isWithin(absolute, cwd)) return cwd;
  return statSync(systemPath(absolute), { throwIfNoEntry: false })?.isDirectory() === true ? absolute : dirname(absolute);
}
