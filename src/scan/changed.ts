import { relative, resolve } from 'node:path';
import { SourceFile } from '../facts/source.js';
import { Blobs } from '../git/blobs.js';
import type { Changes } from '../git/changes.js';
import { withoutLinks } from '../git/layout.js';
import { treeReader } from '../git/tree.js';
import { ConfigurationError } from '../configuration/configuration.js';
import { maskKeys } from '../key/digest.js';
import type { FileReader } from '../project/files.js';
import { isWithin } from '../project/resolve-paths.js';
import { loadsVariables } from '../project/start-scripts.js';
import { Analysis, type Conclusion } from './analysis.js';
import { arrivalsOf, type Subject } from './arrivals.js';
import { decode } from './decode.js';
import { slashed, type Unread } from './discover.js';
import { isSource } from './kinds.js';
import { type Located, Past } from './past.js';
import { shownPath } from './path-bytes.js';
import type { ScanOutcome } from './result.js';
import { faultReason, type ProjectFacts, type ScanOptions, type ScanParts } from './scan.js';
import { Projects } from './projects.js';
import { SettingsTree } from './settings.js';
import { summaryOf } from './summary.js';

const nothing: Conclusion = { findings: [], suppressedFindings: [], unusedSuppressions: [], sources: new Map() };

/**
 * Reports what changes bring. A finding is new when it stands on a line that is new, or when it was not there before: its
 * line is old, but what makes it a finding is not, such as a guard that went, an import that came, another file. Both are
 * asked of each state before, so that a merge is told only of what no parent has.
 * @throws UnknownRuleError where the options name a rule that does not exist
 * @throws ConfigurationError where a configuration of the project cannot be used
 * @throws GitFailure where git fails
 */
export async function scanChanges(parts: ScanParts, options: ScanOptions, changes: Changes): Promise<ScanOutcome> {
  const started = performance.now();
  const cwd = slashed(withoutLinks(resolve(options.cwd ?? '.')));
  const fileOf = (path: string): string => maskKeys(shownPath(slashed(relative(cwd, path))));
  const folders = (options.paths ?? []).map((path) => slashed(resolve(cwd, path)));
  const wanted = (path: string): boolean => folders.length === 0 || folders.some((folder) => isWithin(path, folder));
  const blobs = new Blobs(changes.store, changes.hasWorkingTree ? changes.root : undefined);
  // Both states are judged by the configuration of now: what that changes is no news of the code.
  const wordsOf = (path: string): RegExp | undefined => settingsNow().words(path);
  const current = treeReader(changes.tree, changes.root, blobs, wordsOf);
  let settings: SettingsTree | undefined;
  const settingsNow = (): SettingsTree => (settings ??= new SettingsTree({ rules: parts.rules, options, files: current, root: changes.root, fileOf }));
  const arrivals = await arrivalsOf(changes, wanted, blobs, { configured: options.configuration !== false, wordsOf });
  const { subjects, files, bytes, notes } = arrivals;
  const unread = new Map(arrivals.unread.map((one) => [one.path, one]));

  let conclusion = nothing;
  if (subjects.length > 0) {
    const makeProject = await parts.loadProject();
    const examine = (view: FileReader, some: readonly Subject[]): Conclusion => {
      const projects = new Projects(settingsNow(), (vocabularyOf) => makeProject(view, false, vocabularyOf));
      const analysis = new Analysis((path) => settingsNow().for(path), (source, own) => projects.by(own).facts(source));
      for (const [index, subject] of some.entries()) {
        options.onProgress?.(index, some.length);
        try {
          understand(subject, analysis, projects.shared, view);
        } catch (error) {
          if (error instanceof ConfigurationError) throw error;
          options.onFault?.(fileOf(subject.path), error);
          unread.set(subject.path, { path: subject.path, reason: faultReason(error) });
        }
      }
      return analysis.conclude(fileOf, parts.rules.map((rule) => rule.name));
    };
    const after = examine(current, subjects);
    const pasts = changes.differences.map((difference) => new Past(changes, difference, subjects, { blobs, wordsOf }, (view, some) => located(examine(view, some))));
    conclusion = newIn(after, pasts, subjects, fileOf);
    for (const past of pasts) for (const path of past.unread) unread.set(path, { path, reason: withoutPast });
  }

  const { findings, sources, suppressedFindings, unusedSuppressions } = conclusion;
  const summary = summaryOf({ files, bytes, findings, unread: [...unread.values()], notes: [...notes, ...absent(blobs, changes.root)], started }, fileOf);
  return {
    result: { summary, findings, unusedSuppressions, suppressed: suppressedFindings.length, suppressedFindings, complete: unread.size === 0 },
    sources,
    ...(options.staged === true ? { staged: { first: changes.first, files: new Set(subjects.map(({ path }) => fileOf(path))) } } : {}),
    ...(changes.choice === undefined ? {} : { choice: changes.choice }),
  };
}

const withoutPast = 'git does not hold its old content here (a partial clone), so what is new in it cannot be told: get it with git fetch --refetch';

/** Runs the rules over a file and over those that import it: what they find may be of this file's making. */
function understand({ path, bytes, names }: Subject, analysis: Analysis, project: ProjectFacts, view: FileReader): void {
  const text = decode(bytes);
  if (text === undefined) return;
  const source = new SourceFile(path, text);
  if (names || loadsVariables.test(text) || project.reachesMistral(source)) analysis.add(source);
  if (!isSource(path)) return;
  for (const importer of project.importers(path)) {
    const imported = decode(view.read(importer) ?? Buffer.alloc(0));
    if (imported !== undefined) analysis.add(new SourceFile(importer, imported));
  }
}

function located({ findings, sources }: Conclusion): Located[] {
  return findings.flatMap((finding) => {
    const source = sources.get(finding.file)?.source;
    return source === undefined ? [] : [{ finding, source }];
  });
}

/** What of a conclusion is new; of suppressions, those on new lines. */
function newIn(after: Conclusion, pasts: readonly Past[], subjects: readonly Subject[], fileOf: (path: string) => string): Conclusion {
  const findings = located(after).filter((one) => pasts.every((past) => past.isNew(one))).map(({ finding }) => finding);
  const texts = new Map(subjects.map(({ path, bytes }) => [fileOf(path), new SourceFile(path, decode(bytes) ?? '')]));
  const isNewLine = ({ file, line }: { file: string; line: number }): boolean => {
    const source = texts.get(file);
    return source !== undefined && pasts.every((past) => past.isNewLine(source, line));
  };
  const shown = new Set(findings.map(({ file }) => file));
  return {
    findings,
    suppressedFindings: after.suppressedFindings.filter(({ finding }) => isNewLine(finding)),
    unusedSuppressions: after.unusedSuppressions.filter(isNewLine),
    sources: new Map([...after.sources].filter(([file]) => shown.has(file))),
  };
}

/** Imports lead into files whose content a partial clone lacks. That is told, and stops no commit. */
function absent(blobs: Blobs, root: string): Unread[] {
  if (blobs.missing === 0) return [];
  return [{ path: root, reason: `${blobs.missing} of its files are not here (a partial clone), so imports of them were not followed: git fetch --refetch brings them` }];
}
