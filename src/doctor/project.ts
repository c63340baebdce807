import { join, relative } from 'node:path';
import { rules } from '../../rules/index.js';
import { projectModules } from '../git/hook/command.js';
import { repositoryRoot } from '../git/repository.js';
import { dependenciesOf } from '../init/packages.js';
import type { Vocabulary } from '../key/vocabulary.js';
import { diskReader } from '../project/disk.js';
import { decode } from '../scan/decode.js';
import { Gate, readWhole } from '../scan/disk.js';
import { discover, slashed } from '../scan/discover.js';
import type { Finding } from '../scan/finding.js';
import { scannerParts } from '../scan/parts.js';
import { runScan } from '../scan/scan.js';
import { SettingsTree } from '../scan/settings.js';
import { EslintConfigs } from './eslint/configs.js';
import { pluginPackage } from './eslint/value.js';
import { type EnvFile, envFiles } from './env-files.js';

/** What the checks look at. */
export interface Project {
  /** Absolute. */
  readonly root: string;
  readonly inGit: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly envFiles: readonly EnvFile[];
  readonly findings: readonly Finding[];
  /** What the configuration of the working directory adds to what is known. */
  readonly vocabulary: Vocabulary;
  /** Whether the scan could read everything. */
  readonly complete: boolean;
  /** The source files that name Mistral, relative to the root, with their text. */
  readonly sources: readonly { readonly file: string; readonly text: string }[];
  /** What ESLint is told of the files that it could lint and that name Mistral; where none does, of some of the others. */
  readonly eslint: EslintConfigs;
  /** How a shell calls this program in the project. */
  readonly command: string;
  /** @returns the text of a file of the project, or `undefined` where there is none */
  readonly text: (file: string) => string | undefined;
}

/** Where no file names Mistral, so many of the others stand for what ESLint lints. */
const mostOthers = 100;

/** Files that say how the project is set up are far smaller. */
const longestText = 20_000_000;

/**
 * @param root absolute; all paths are relative to it
 * @param cwd a folder whose env files count, beside those of the root and of the folders around files that name Mistral
 */
export async function readProject(root: string, cwd: string, environment: Project['environment']): Promise<Project> {
  const settings = new SettingsTree({ rules, options: {}, files: diskReader(slashed(root)), root: slashed(root), fileOf: (path) => slashed(relative(root, path)) });
  const [outcome, { files: all }] = await Promise.all([runScan(scannerParts, { paths: [root], cwd: root }), discover([root], root)]);
  const gate = new Gate();
  const sources = [...all].sort().filter((path) => /\.(?:[cm]?[jt]sx?|vue|py)$/u.test(path)).flatMap((path) => {
    const look = gate.look(path, false, settings.words(path));
    const text = look.kind === 'read' && look.names && !look.binary ? textAt(path) : undefined;
    return text === undefined ? [] : [{ file: slashed(relative(root, path)), text }];
  });
  const text = (file: string): string | undefined => textAt(slashed(join(root, file)));
  return {
    root,
    inGit: repositoryRoot(root) !== undefined,
    environment,
    envFiles: await envFiles(root, [root, cwd, ...foldersAround(sources.map(({ file }) => file), root)], (path) => settings.for(path).vocabulary),
    findings: outcome.result.findings,
    vocabulary: settings.for(slashed(join(cwd, '.env'))).vocabulary,
    complete: outcome.result.complete,
    sources,
    eslint: new EslintConfigs(slashed(root), scriptsAmong([...all].sort(), sources.map(({ file }) => slashed(join(root, file))))),
    command: isInstalled(root, text('package.json')) ? 'npx mistral-keys' : `npx --package ${pluginPackage} mistral-keys`,
    text,
  };
}

/** The folders of files, and those above them up to the root. */
function foldersAround(files: readonly string[], root: string): readonly string[] {
  const folders = new Set<string>();
  for (const file of files) {
    const parts = file.split('/').slice(0, -1);
    parts.forEach((_part, index) => folders.add(join(root, ...parts.slice(0, index + 1))));
  }
  return [...folders];
}

/** Without the package in the project, `npx` would fetch another one that goes by the name of the command. */
function isInstalled(root: string, manifest: string | undefined): boolean {
  return projectModules(root, root) !== undefined || dependenciesOf(manifest).has(pluginPackage);
}

function scriptsAmong(all: readonly string[], naming: readonly string[]): readonly string[] {
  const isLinted = (path: string): boolean => /\.(?:[cm]?[jt]s|[jt]sx|vue)$/u.test(path) && !/(?:^|\/)eslint\.config\.\w+$/u.test(path);
  const found = naming.filter(isLinted);
  return found.length > 0 ? found : all.filter(isLinted).slice(0, mostOthers);
}

function textAt(path: string): string | undefined {
  const content = readWhole(path);
  return content.kind === 'read' && content.bytes.length <= longestText ? decode(content.bytes) : undefined;
}
