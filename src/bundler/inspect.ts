import { relative } from 'node:path';
import { noClientKey } from '../../rules/no-client-key.js';
import { SourceFile } from '../facts/source.js';
import { maskKeys } from '../key/digest.js';
import { diskReader } from '../project/disk.js';
import type { FileReader } from '../project/files.js';
import { Project } from '../project/project.js';
import { Analysis } from '../scan/analysis.js';
import { decode } from '../scan/decode.js';
import { slashed } from '../scan/discover.js';
import type { Finding } from '../scan/finding.js';
import { repositoryRoot } from '../git/repository.js';
import { type FileSettings, SettingsTree } from '../scan/settings.js';
import { shownPath } from '../scan/path-bytes.js';
import type { FindingSource } from '../scan/result.js';

/** A file that a bundler is about to write, or has just written. */
export interface EmittedFile {
  /** Absolute. */
  readonly path: string;
  readonly content: string | Uint8Array;
  /** The module of the file whose code holds a text: its path, as the bundler knows it. */
  readonly moduleWith?: (text: string) => string | undefined;
}

/** A key in an emitted file. */
export interface Leak {
  readonly finding: Finding;
  /** What brought the key in, relative to the working directory, where the bundler tells. */
  readonly module?: string;
}

/** What an inspection found. */
export interface Inspection {
  readonly leaks: readonly Leak[];
  readonly sources: ReadonlyMap<string, FindingSource>;
}

/** What is built is inspected whatever the configuration leaves out of scans; the words that it adds hold. */
function settingsIn(cwd: string): (path: string) => FileSettings {
  const root = slashed(repositoryRoot(cwd) ?? cwd);
  const tree = new SettingsTree({ rules: [noClientKey], options: {}, files: diskReader(root), root, fileOf: (path) => slashed(relative(cwd, path)) });
  return (path) => {
    const known = tree.forBuilt(path, noClientKey.name);
    return { rules: [{ rule: noClientKey, level: 'error', chosen: false, ...known }], ignored: false, demandsReason: false, vocabulary: known.vocabulary };
  };
}

/**
 * Looks for keys in the files of a build for the browser: the same findings as `mistral-keys scan --bundle` of them.
 * @param cwd absolute; what the findings' paths are relative to
 */
export function inspect(emitted: readonly EmittedFile[], cwd: string): Inspection {
  const files = new Map(emitted.map((file) => [slashed(file.path), file]));
  const settingsOf = settingsIn(cwd);
  const reader = readerOf(files, slashed(cwd));
  const project = new Project(reader, true, (path) => settingsOf(path).vocabulary);
  const analysis = new Analysis(settingsOf, (source) => project.facts(source));
  for (const [path, { content }] of files) {
    const text = typeof content === 'string' ? content : decode(content);
    if (text !== undefined && settingsOf(path).vocabulary.speaksOfMistral(text)) analysis.add(new SourceFile(path, text));
  }
  const fileOf = (path: string): string => maskKeys(shownPath(slashed(relative(cwd, path))));
  const { findings, sources } = analysis.conclude(fileOf, [noClientKey.name]);
  return { leaks: findings.map((finding) => leakOf(finding, sources, files, cwd)), sources };
}

function leakOf(finding: Finding, sources: ReadonlyMap<string, FindingSource>, files: ReadonlyMap<string, EmittedFile>, cwd: string): Leak {
  const source = sources.get(finding.file)?.source;
  if (source === undefined) return { finding };
  const start = (source.lineStarts[finding.line - 1] ?? 0) + finding.column - 1;
  const end = (source.lineStarts[finding.endLine - 1] ?? 0) + finding.endColumn - 1;
  const module = files.get(source.path)?.moduleWith?.(source.text.slice(start, end));
  return module === undefined ? { finding } : { finding, module: slashed(relative(cwd, module.split('?')[0] ?? module)) };
}

/** The emitted files, and for the originals of their source maps what is on the disk. */
function readerOf(files: ReadonlyMap<string, EmittedFile>, cwd: string): FileReader {
  const disk = diskReader(cwd);
  return {
    read: (path) => {
      const content = files.get(path)?.content;
      return content === undefined ? disk.read(path) : typeof content === 'string' ? Buffer.from(content) : content;
    },
    isFile: (path) => files.has(path) || disk.isFile(path),
    list: () => [...files.keys()],
  };
}
