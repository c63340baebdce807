import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inspect } from '../../src/bundler/inspect.js';
import plugin from '../../src/eslint/index.js';
import { commitChanges } from '../../src/git/pushed.js';
import { GitStore } from '../../src/git/store.js';
import { scanChanges } from '../../src/scan/changed.js';
import type { Finding } from '../../src/scan/finding.js';
import { scan, type ScanOptions } from '../../src/scan/index.js';
import { scannerParts } from '../../src/scan/parts.js';
import { folder, git, put, repository } from '../scan/folder.js';
import { additions, configuration, expected, key, texts } from './additions.js';

const file = '.mistral-keys.json';
const configured = { ...texts, [file]: JSON.stringify(configuration) };

/** Git runs hooks with variables that would lead to another repository here. */
beforeEach(() => {
  vi.stubEnv('GIT_DIR', undefined);
  vi.stubEnv('GIT_INDEX_FILE', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

function shown(findings: readonly Finding[]): string[] {
  return findings.map((finding) => `${finding.file} ${finding.rule} ${String(finding.line)}`).sort();
}

async function found(cwd: string, options: ScanOptions = {}): Promise<string[]> {
  const { findings, complete } = await scan({ cwd, ...options });
  expect(complete).toBe(true);
  return shown(findings);
}

/** A repository with one empty commit, and files that are staged. */
function stagedIn(files: Readonly<Record<string, string>>): string {
  const root = repository();
  for (const [name, content] of Object.entries(files)) put(root, name, content);
  git(root, 'add', '--all', '--force');
  return root;
}

function commit(root: string): string {
  git(root, 'commit', '--quiet', '--message', 'x');
  return git(root, 'rev-parse', 'HEAD').trim();
}

const keys = expected.filter((one) => one.includes('no-hardcoded-key'));

describe('what the configuration adds is found', () => {
  test('in a scan of all files', async () => {
    expect(await found(folder(configured))).toEqual(expected);
  });

  test('in files that are named, from another folder', async () => {
    const root = folder({ ...Object.fromEntries(Object.entries(configured).map(([path, text]) => [`app/${path}`, text])), '.git/HEAD': 'ref: refs/heads/main\n' });
    const paths = Object.keys(texts).map((path) => `app/${path}`);
    expect(await found(root, { paths })).toEqual(expected.map((one) => `app/${one}`));
  });

  test('in the standard input', async () => {
    const cwd = folder({ [file]: configured[file] });
    const each = await Promise.all(Object.entries(texts).map(([path, text]) => found(cwd, { input: { path, bytes: Buffer.from(text) } })));
    expect(each.flat().sort()).toEqual(expected);
  });

  test('in what is staged, by the configuration that is', async () => {
    const root = stagedIn(configured);
    rmSync(join(root, file));
    expect(await found(root, { staged: true })).toEqual(expected);
    // One that is not staged does not count yet.
    put(root, file, configured[file]);
    git(root, 'rm', '--cached', '--quiet', file);
    expect(await found(root, { staged: true })).toEqual([]);
  });

  test('in what is staged, by the configuration of a package or of a folder above', async () => {
    const { 'names/a.py': text = '', 'names/a.sh': script = '' } = texts;
    const root = stagedIn({ 'a b/c/package.json': JSON.stringify({ name: 'c', 'mistral-keys': configuration }), 'a b/c/d/a.py': text, 'a b/a.py': text, 'e/a.sh': script });
    expect(await found(root, { staged: true })).toEqual(['a b/c/d/a.py no-hardcoded-key 1']);
    put(root, 'a b/line\nend/a.py', text);
    put(root, file, '{ "rules": { "no-hardcoded-key": ["error", { "names": ["LLM_GATEWAY_KEY"] }] } }');
    git(root, 'add', '--all', '--force');
    expect(await found(root, { staged: true })).toEqual(['a b/a.py no-hardcoded-key 1', 'a b/c/d/a.py no-hardcoded-key 1', 'a b/line\nend/a.py no-hardcoded-key 1', 'e/a.sh no-hardcoded-key 1']);
  });

  test('in what a branch adds, by the configuration of its commit', async () => {
    const root = stagedIn(configured);
    commit(root);
    rmSync(join(root, file));
    expect(await found(root, { since: 'HEAD~1' })).toEqual(expected);
  });

  test('on lines that are added, and not on those that were there', async () => {
    const root = repository({ [file]: configured[file], 'a.py': `LLM_GATEWAY_KEY = "${key}"\n` });
    put(root, 'a.py', `import os\nLLM_GATEWAY_KEY = "${key}"\nprint(os.environ["LLM_GATEWAY_KEY"])\n`);
    git(root, 'add', 'a.py');
    expect(await found(root, { staged: true })).toEqual(['a.py no-key-logging 3']);
  });

  test('in each commit of a push', async () => {
    const root = stagedIn(configured);
    const parent = git(root, 'rev-parse', 'HEAD').trim();
    const id = commit(root);
    rmSync(join(root, file));
    const { result } = await scanChanges(scannerParts, { cwd: root }, commitChanges(new GitStore(root), { id, parents: [parent] }));
    expect(shown(result.findings)).toEqual(expected);
  });

  test('in the history, as far as keys are spoken of', async () => {
    const root = stagedIn(configured);
    commit(root);
    for (const path of Object.keys(texts)) rmSync(join(root, path));
    git(root, 'add', '--all');
    commit(root);
    const inHistory = await found(root, { history: [] });
    expect(inHistory.map((one) => one.replace(/ \d+$/u, ''))).toEqual([...new Set(keys.map((one) => one.replace(/ \d+$/u, '')))]);
    const bare = folder();
    git(bare, 'clone', '--quiet', '--bare', root, '.');
    expect(await found(bare, { history: [] })).toEqual(inHistory);
  });

  test('in the editor', async () => {
    const cwd = folder(configured);
    const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [plugin.configs.recommended, { files: ['**/*.ts'], languageOptions: { parser: (await import('@typescript-eslint/parser')) } }] });
    const results = await eslint.lintFiles('**/*.{js,ts}');
    const messages = results.flatMap(({ filePath, messages: all }) => all.map(({ ruleId, line }) => `${filePath.slice(cwd.length + 1)} ${String(ruleId).replace('mistral-keys/', '')} ${String(line)}`));
    expect(messages.sort()).toEqual(expected.filter((one) => /^[^ ]*\.[jt]s /u.test(one) && !one.startsWith('names/broken')).concat('names/broken.ts null 1').sort());
  });

  test('in what is built for the browser', async () => {
    const output = [`const a={LLM_GATEWAY_KEY:"${key}"};`, `fetch("https://llm.example.org/v1",{headers:{Authorization:"Bearer ${key}"}});`];
    const cwd = folder({ [file]: JSON.stringify({ ...configuration, ignore: ['dist'] }) });
    const emitted = output.map((content, index) => ({ path: join(cwd, `dist/${String(index)}.js`), content }));
    expect(shown(inspect(emitted, cwd).leaks.map(({ finding }) => finding))).toEqual(['dist/0.js no-client-key 1', 'dist/1.js no-client-key 1']);
    expect(inspect(emitted, folder()).leaks).toEqual([]);
    const written = folder({ [file]: configured[file], 'out/0.js': output[0] ?? '', 'out/1.js': output[1] ?? '' });
    expect(await found(written, { bundle: true, paths: ['out'] })).toEqual(['out/0.js no-client-key 1', 'out/1.js no-client-key 1']);
  });
});

test('without a configuration none of it is', async () => {
  const root = stagedIn(texts);
  expect(await found(root)).toEqual([]);
  expect(await found(root, { staged: true })).toEqual([]);
  commit(root);
  expect(await found(root, { history: [] })).toEqual([]);
});

test('nor where the configuration is left unread', async () => {
  const root = stagedIn(configured);
  expect(await found(root, { configuration: false })).toEqual([]);
  expect(await found(root, { staged: true, configuration: false })).toEqual([]);
});

test('the table names every word and every language', () => {
  expect(new Set(Object.keys(additions).map((path) => path.split('/')[0]))).toEqual(new Set(Object.keys(configuration)));
  expect(Object.values(texts).filter((text) => /mistral|codestral/iu.test(text))).toEqual([]);
});
