import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ignoredFiles } from '../git/ignored.js';
import { runGit } from '../git/run.js';
import type { Vocabulary } from '../key/vocabulary.js';
import { isTemplate } from '../languages/registry.js';
import { decode } from '../scan/decode.js';
import { readWhole } from '../scan/disk.js';
import { slashed } from '../scan/discover.js';
import { pathFromBytes } from '../scan/path-bytes.js';
import { readEnvFile, type Setting } from './dotenv.js';

/** An env file, and what git does with it. */
export interface EnvFile {
  /** Absolute, with `/`. */
  readonly path: string;
  /** Relative to the root of the project, with `/`. */
  readonly shown: string;
  /** Only those that are named like a key of Mistral. */
  readonly keys: readonly Setting[];
  readonly tracked: boolean;
  readonly ignored: boolean;
  /** An example for others to copy: it holds no values. */
  readonly template: boolean;
}

/**
 * The env files that stand right in the given folders, in the order of their names.
 * @param vocabularyOf gives the vocabulary of a file
 */
export async function envFiles(root: string, folders: readonly string[], vocabularyOf: (path: string) => Vocabulary): Promise<EnvFile[]> {
  const paths = [...new Set(folders)].flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /^\.env(?:$|[.-])|^\.dev\.vars$/u.test(entry.name))
      .map(({ name }) => slashed(join(folder, name))),
  );
  const [ignored, tracked] = await Promise.all([ignoredFiles(paths), trackedFiles(root, paths)]);
  return paths.sort().map((path) => ({
    path,
    shown: slashed(relative(root, path)),
    keys: settingsOf(path).filter(({ name }) => vocabularyOf(path).isKeyName(name)),
    tracked: tracked.has(path),
    ignored: ignored.has(path),
    template: isTemplate(path),
  }));
}

function settingsOf(path: string): Setting[] {
  const content = readWhole(path);
  return content.kind === 'read' ? readEnvFile(decode(content.bytes) ?? '') : [];
}

async function trackedFiles(root: string, paths: readonly string[]): Promise<ReadonlySet<string>> {
  if (paths.length === 0) return new Set();
  const { status, output } = await runGit(root, ['ls-files', '-z', '--', ...paths.map((path) => relative(root, path))]);
  if (status !== 0) return new Set();
  return new Set(pathFromBytes(output).split('\0').filter((path) => path !== '').map((path) => slashed(join(root, path))));
}
