import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { rules } from '../../rules/index.js';
import { repositoryRoot } from '../git/repository.js';
import { diskReader } from '../project/disk.js';
import { Project } from '../project/project.js';
import { slashed } from '../scan/discover.js';
import { Projects } from '../scan/projects.js';
import { SettingsTree } from '../scan/settings.js';
import { WatchedFiles } from './watched-files.js';

/** A project as ESLint's rules see it: its configuration, and its files as vocabularies read them. */
export class LintedProject {
  readonly settings: SettingsTree;
  readonly projects: Projects<Project>;

  constructor(
    readonly files: WatchedFiles,
    readonly root: string,
  ) {
    this.settings = new SettingsTree({ rules, options: {}, files, root, fileOf: (path) => path });
    this.projects = new Projects(this.settings, (vocabularyOf) => new Project(files, false, vocabularyOf));
  }
}

/** One for each root, for as long as the process lives and no file of it changes. */
const projects = new Map<string, LintedProject>();

/**
 * The project that a file belongs to. It is made anew when a file that it has read has changed on the disk.
 * @param path absolute, with `/`; need not exist
 * @param cwd the folder that ESLint works in, absolute, with `/`
 */
export function projectOf(path: string, cwd: string): LintedProject {
  const root = knownRootOf(dirname(path), cwd);
  let known = projects.get(root);
  if (known === undefined || known.files.changed()) {
    known = new LintedProject(new WatchedFiles(diskReader(root)), root);
    projects.set(root, known);
  }
  // ESLint's text stands in for this file until it changes on the disk.
  known.files.watch(path);
  return known;
}

const roots = new Map<string, { readonly root: string; readonly until: number }>();
/** How long a folder is taken to belong to the same project, in milliseconds: looking for it again at every file is noticed. */
const rootLife = 5000;

function knownRootOf(folder: string, cwd: string): string {
  const key = `${cwd}\n${folder}`;
  const now = performance.now();
  const known = roots.get(key);
  if (known !== undefined && known.until > now) return known.root;
  const root = rootOf(folder, cwd);
  roots.set(key, { root, until: now + rootLife });
  return root;
}

/**
 * The repository, as for the scanner; without one the working directory; without that the outermost package. The home
 * folder is none of these, even where it holds settings under git: to list it takes minutes.
 */
export function rootOf(folder: string, cwd: string): string {
  const home = slashed(homedir());
  const repository = repositoryRoot(folder);
  if (repository !== undefined && repository !== home) return repository;
  if (cwd !== home && cwd !== dirname(cwd) && isWithin(folder, cwd)) return cwd;
  let root = folder;
  for (let current = folder; current !== home && current !== dirname(current); current = dirname(current)) {
    if (existsSync(`${current}/package.json`)) root = current;
  }
  return root;
}

function isWithin(folder: string, outer: string): boolean {
  return folder === outer || folder.startsWith(`${outer}/`);
}
