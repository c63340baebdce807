import { dirname, relative, resolve } from 'node:path';
import type { Rule } from '../../rules/rule.js';
import { ConfigurationError } from '../configuration/configuration.js';
import type { FileFacts } from '../facts/facts.js';
import { SourceFile } from '../facts/source.js';
import { maskKeys } from '../key/digest.js';
import type { Vocabulary } from '../key/vocabulary.js';
import { ignoredFiles } from '../git/ignored.js';
import { diskReader } from '../project/disk.js';
import type { FileReader } from '../project/files.js';
import { loadsVariables } from '../project/start-scripts.js';
import { Analysis } from './analysis.js';
import { callersOf, loadersAmong } from './callers.js';
import { decode } from './decode.js';
import { readWhole } from './disk.js';
import { slashed, type Unread } from './discover.js';
import type { Finding } from './finding.js';
import type { LevelOptions } from './levels.js';
import { shownPath } from './path-bytes.js';
import { Projects } from './projects.js';
import type { FindingSource, ScanOutcome } from './result.js';
import { SettingsTree } from './settings.js';
import { summaryOf } from './summary.js';
import { type Survey, surveyOf } from './survey.js';
import { type Candidate, type GivenFile, rootOf, type Selection, selectFiles, selectGiven } from './select.js';

/** What to scan, and how. */
export interface ScanOptions extends LevelOptions {
  /** Files and folders, relative to `cwd` or absolute. Without any: `cwd` itself. */
  readonly paths?: readonly string[];
  /** The folder that findings are relative to. Without it: the working directory. */
  readonly cwd?: string;
  /** One file to scan instead of `paths`; what it imports is read from the disk. */
  readonly input?: GivenFile;
  /** Whether the configuration files of the project hold. They do unless this is `false`. */
  readonly configuration?: boolean;
  /** All of it is what a bundler wrote for the browser. Without this the looks of each file decide. */
  readonly bundle?: boolean;
  /** Scan what is staged in git instead, and report what it adds; `paths` restrict it. */
  readonly staged?: boolean;
  /**
   * Scan the commit that is checked out instead, and report what it adds to where its branch left this revision; empty: to what
   * the CI service names. `A..B` compares B. `paths` restrict it.
   */
  readonly since?: string;
  /** Scan what any commit ever had instead, for keys alone: of these revisions as `git rev-list` takes them, or without any of all refs. */
  readonly history?: readonly string[];
  /** Told now and then how far the scan is: first through all files, then through those that name Mistral; of a history, through commits, then contents. */
  readonly onProgress?: (done: number, total: number, detail?: ProgressDetail) => void;
  /** Ends a scan of the history early; the result is what was found so far, and not complete. */
  readonly signal?: StopSignal;
  /** Told of a fault of the scanner itself; the file is listed as skipped. `file` is relative to `cwd`. */
  readonly onFault?: (file: string, error: unknown) => void;
}

/** An `AbortSignal`, spelt out so that the types need neither those of Node.js nor those of browsers. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** What a scan of the history counts. */
export interface ProgressDetail {
  readonly unit: 'commits' | 'contents';
  /** How many bytes of contents were read. */
  readonly bytes: number;
}

/** The parts that a scan puts together. The project is loaded once a file passes the gate: parsers take time to load. */
export interface ScanParts {
  readonly rules: readonly Rule[];
  readonly loadProject: () => Promise<(files: FileReader, bundle: boolean, vocabularyOf: (path: string) => Vocabulary) => ProjectFacts>;
}

/** What the scan asks of a project. */
export interface ProjectFacts {
  facts(source: SourceFile): FileFacts;
  /** The files that name Mistral and import `path`. */
  importers(path: string): readonly string[];
  /** Whether a file that does not name Mistral imports one that does. */
  reachesMistral(source: SourceFile): boolean;
  /** The files, of those whose facts were asked for, that read a key as soon as they are imported. */
  readersAtStart(): readonly string[];
  /** The files, of those whose facts were asked for, whose importers may hand them a key without naming Mistral. */
  wrappers(): readonly string[];
}

/** Stands in where no file passed the gate and no project was loaded. */
const emptyProject: ProjectFacts = {
  facts: (source) => ({ path: source.path, facts: [], comments: [], parsed: true }),
  importers: () => [],
  reachesMistral: () => false,
  wrappers: () => [],
  readersAtStart: () => [],
};

/**
 * Scans files and folders.
 * @throws UnknownRuleError where the options name a rule that does not exist
 * @throws ConfigurationError where a configuration of the project cannot be used; what cannot be read is listed in the result
 * @throws GitFailure where the scan is about what git holds, and git fails
 */
export async function runScan(parts: ScanParts, options: ScanOptions): Promise<ScanOutcome> {
  const { staged = false, since, history } = options;
  if (history !== undefined) {
    const { scanHistory } = await import('./git.js');
    return await scanHistory(parts, options);
  }
  return staged || since !== undefined ? await runOnChanges(parts, options) : await runOnFiles(parts, options);
}

async function runOnChanges(parts: ScanParts, options: ScanOptions): Promise<ScanOutcome> {
  const { rangeChanges, scanChanges, stagedChanges } = await import('./git.js');
  const folder = resolve(options.cwd ?? '.');
  return await scanChanges(parts, options, options.since === undefined ? stagedChanges(folder) : rangeChanges(folder, options.since));
}

async function runOnFiles(parts: ScanParts, options: ScanOptions): Promise<ScanOutcome> {
  const started = performance.now();
  const cwd = slashed(resolve(options.cwd ?? '.'));
  const fileOf = (path: string): string => maskKeys(shownPath(slashed(relative(cwd, path))));
  const paths = options.paths === undefined || options.paths.length === 0 ? ['.'] : options.paths;
  const { input } = options;
  const root = rootOf(input === undefined ? (paths[0] ?? '.') : dirname(input.path), cwd);
  const settings = new SettingsTree({ rules: parts.rules, options, files: diskReader(root), root, fileOf });
  const selection = input === undefined ? await selectFiles(paths, cwd, settings, options.onProgress) : selectGiven(input, cwd, settings);

  const { candidates } = selection;
  const files = filesOf(selection, (path) => settings.words(path));
  const makeProject = candidates.length === 0 ? () => emptyProject : await parts.loadProject();
  const projects = new Projects(settings, (vocabularyOf) => makeProject(files, options.bundle === true, vocabularyOf));
  const analysis = new Analysis((path) => settings.for(path), (source, own) => projects.by(own).facts(source));
  const unread = [...selection.unread];
  const attempt = (path: string, work: () => readonly Unread[]): void => {
    try {
      unread.push(...work());
    } catch (error) {
      if (error instanceof ConfigurationError) throw error;
      options.onFault?.(fileOf(path), error);
      unread.push({ path, reason: faultReason(error) });
    }
  };
  for (const [index, candidate] of candidates.entries()) {
    options.onProgress?.(index, candidates.length);
    attempt(candidate.path, () => analyse(candidate, analysis, projects.shared, files));
  }
  attempt(selection.root, () => {
    const known = projects.all();
    const readers = known.flatMap((project) => project.readersAtStart());
    const concerned = [...callersOf([...known.flatMap((project) => project.wrappers()), ...readers], selection.others), ...(readers.length > 0 ? loadersAmong(selection.others) : [])];
    for (const { path, bytes } of concerned) {
      if (!settings.for(path).ignored) attempt(path, () => analyse({ path, bytes, names: false, alone: false }, analysis, projects.shared, files));
    }
    return [];
  });

  const { findings: found, sources, suppressedFindings, unusedSuppressions } = analysis.conclude(fileOf, parts.rules.map((rule) => rule.name));
  const findings = await withoutIgnored(found, sources, selection);
  const { files: count, bytes, notes } = selection;
  const summary = summaryOf({ files: count, bytes, findings, unread, notes, started }, fileOf);
  return { result: { summary, findings, unusedSuppressions, suppressed: suppressedFindings.length, suppressedFindings, complete: unread.length === 0 }, sources };
}

/** A key in a file that git ignores is where it belongs, also where a file that was scanned imports it. */
async function withoutIgnored(findings: readonly Finding[], sources: ReadonlyMap<string, FindingSource>, { candidates, others }: Selection): Promise<Finding[]> {
  const scanned = new Set([...candidates.map(({ path }) => path), ...others]);
  const pathOf = ({ file }: Finding): string => sources.get(file)?.source.path ?? file;
  const isElsewhere = (finding: Finding): boolean => finding.rule === 'no-hardcoded-key' && !scanned.has(pathOf(finding));
  const elsewhere = new Set(findings.filter(isElsewhere).map(pathOf));
  const ignored = elsewhere.size === 0 ? elsewhere : await ignoredFiles([...elsewhere]);
  return findings.filter((finding) => !isElsewhere(finding) || !ignored.has(pathOf(finding)));
}

/** Reads one file and runs the rules over it; @returns why it could not be read, if so */
function analyse({ path, bytes, names, alone }: Candidate, analysis: Analysis, project: ProjectFacts, files: FileReader): Unread[] {
  const content = bytes === undefined ? readWhole(path) : ({ kind: 'read', bytes } as const);
  if (content.kind === 'unreadable') return [{ path, reason: content.reason }];
  const text = decode(content.bytes);
  if (text === undefined) return [{ path, reason: 'changed while it was read: scan again' }];
  const source = new SourceFile(path, text);
  if (names || loadsVariables.test(text) || project.reachesMistral(source)) analysis.add(source);
  for (const importer of alone ? project.importers(path) : []) {
    const imported = decode(files.read(importer) ?? Buffer.alloc(0));
    if (imported !== undefined) analysis.addImporter(new SourceFile(importer, imported), path);
  }
  return [];
}

/** Says of a file that the scanner failed over it. */
export function faultReason(error: unknown): string {
  const name = error instanceof Error ? error.name : 'unknown';
  return `not read: internal fault (${name}). Please report it; MISTRAL_KEYS_DEBUG=1 shows where it happened`;
}

/** The files of a project: the bytes that are given in place of those on the disk, and what the gate has seen already. */
function filesOf({ root, candidates, survey }: Selection, wordsOf: (path: string) => RegExp | undefined): FileReader {
  const disk = diskReader(root);
  const given = new Map(candidates.flatMap(({ path, bytes }) => (bytes === undefined ? [] : [[path, bytes] as const])));
  let surveyed: Survey | undefined = survey;
  const surveyedFiles = (): Survey => (surveyed ??= surveyOf(disk.list(), wordsOf));
  return {
    read: (path) => given.get(path) ?? disk.read(path),
    isFile: (path) => given.has(path) || disk.isFile(path),
    list: () => disk.list(),
    mistralFiles: () => surveyedFiles().mistralFiles,
    browserEntries: () => surveyedFiles().browserEntries,
  };
}
