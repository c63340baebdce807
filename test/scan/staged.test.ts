import { mkdirSync, renameSync, rmSync, symlinkSync, chmodSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { folder, git, put, repository } from './folder.js';
import { cleanProgram, key, otherKey, program, staged } from './staged.js';

const hardcoded = 'no-hardcoded-key';

function init(...options: string[]): string {
  const root = folder();
  git(root, 'init', '--quiet', ...options);
  return root;
}

function stage(root: string, name: string, content: string | Uint8Array): void {
  put(root, name, content);
  git(root, 'add', '--force', '--', name);
}

function commit(root: string, ...options: string[]): void {
  git(root, 'commit', '--quiet', '--allow-empty', '--message', 'x', ...options);
}

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('what is read', () => {
  test('the first commit: everything in the index', async () => {
    const root = init();
    stage(root, 'a.ts', program());
    stage(root, 'b.ts', 'export {};\n');
    expect(await staged(root)).toMatchObject({ files: 2, bytes: program().length + 11, found: [`a.ts:2 ${hardcoded}`], complete: true });
  });

  test('nothing staged: nothing read, nothing said', async () => {
    const root = repository({ 'a.ts': program() });
    put(root, 'b.ts', program());
    expect(await staged(root)).toEqual({ files: 0, bytes: 0, found: [], skipped: [], complete: true });
  });

  test('a new file and a changed one, not those that stay', async () => {
    const root = repository({ 'a.ts': program(), 'b.ts': 'export {};\n' });
    stage(root, 'b.ts', program(otherKey));
    stage(root, 'c.ts', program());
    expect(await staged(root)).toMatchObject({ files: 2, found: [`b.ts:2 ${hardcoded}`, `c.ts:2 ${hardcoded}`] });
  });

  test('the index, not the disk: a key staged and cleaned on disk', async () => {
    const root = repository({ 'a.ts': cleanProgram });
    stage(root, 'a.ts', program());
    put(root, 'a.ts', cleanProgram);
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('the index, not the disk: a key on disk that is not staged', async () => {
    const root = repository({ 'a.ts': cleanProgram });
    stage(root, 'a.ts', `${cleanProgram}// mistral\n`);
    put(root, 'a.ts', program());
    expect(await staged(root)).toMatchObject({ files: 1, found: [] });
  });

  test('the index, although the file is gone from the disk', async () => {
    const root = init();
    stage(root, 'a.ts', program());
    rmSync(join(root, 'a.ts'));
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('partial staging: only the hunk that is staged', async () => {
    const root = repository({ 'a.ts': `import { Mistral } from '@mistralai/mistralai';\n\n\n\n\n\n\n\n\n\nexport {};\n` });
    const whole = `import { Mistral } from '@mistralai/mistralai';\nnew Mistral({ apiKey: '${key}' });\n\n\n\n\n\n\n\n\nnew Mistral({ apiKey: '${otherKey}' });\nexport {};\n`;
    stage(root, 'a.ts', whole.replace(/new Mistral.*\nexport/u, 'export'));
    put(root, 'a.ts', whole);
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('what git add -N only announces is not about to be committed', async () => {
    const root = repository({ 'b.ts': '' });
    put(root, 'a.ts', program());
    git(root, 'add', '--intent-to-add', 'a.ts');
    expect(await staged(root)).toMatchObject({ files: 0, found: [], complete: true });
  });

  test('deletions, symbolic links and submodules are not read', async () => {
    const root = repository({ 'a.ts': program(), 'b.ts': '' });
    const module = repository({ 'm.ts': program() });
    git(root, 'rm', '--quiet', 'a.ts');
    symlinkSync(`apiKey-${key}-mistral`, join(root, 'link'));
    git(root, 'add', 'link');
    git(root, 'submodule', '--quiet', 'add', module, 'module');
    expect(await staged(root)).toMatchObject({ files: 1, found: [], complete: true });
  });

  test('a change of mode alone reads nothing', async () => {
    const root = repository({ 'a.ts': program() });
    git(root, 'update-index', '--chmod=+x', 'a.ts');
    expect(await staged(root)).toMatchObject({ files: 0, found: [], complete: true });
  });

  test('a link that becomes a file is new; a file that becomes a link is not read', async () => {
    const root = repository({ 'a.ts': program() });
    symlinkSync('a.ts', join(root, 'b.ts'));
    git(root, 'add', 'b.ts');
    commit(root);
    rmSync(join(root, 'b.ts'));
    stage(root, 'b.ts', program());
    rmSync(join(root, 'a.ts'));
    symlinkSync('b.ts', join(root, 'a.ts'));
    git(root, 'add', 'a.ts');
    expect(await staged(root)).toMatchObject({ files: 1, found: [`b.ts:2 ${hardcoded}`] });
  });

  test('an env file that git ignores, once it is staged', async () => {
    const root = repository({ '.gitignore': '.env\n' });
    put(root, '.env', `MISTRAL_API_KEY=${key}\n`);
    expect((await staged(root)).found).toEqual([]);
    git(root, 'add', '--force', '.env');
    expect((await staged(root)).found).toEqual([`.env:1 ${hardcoded}`]);
  });

  test('a file in conflict is told, and the job is not whole', async () => {
    const root = repository({ 'a.ts': 'one' });
    git(root, 'checkout', '--quiet', '-b', 'other');
    stage(root, 'a.ts', 'two');
    commit(root);
    git(root, 'checkout', '--quiet', '-');
    stage(root, 'a.ts', 'three');
    commit(root);
    expect(() => git(root, 'merge', '--quiet', 'other')).toThrow();
    expect(await staged(root)).toMatchObject({ files: 0, skipped: ['a.ts: not read: it is in conflict. Resolve the conflict and git add it'], complete: false });
  });

  test('binary files are passed over without a word, unless they call themselves source', async () => {
    const root = init();
    stage(root, 'a.png', Buffer.concat([Buffer.from([0x89, 0x50, 0, 0, 0, 1, 2, 3]), Buffer.from('x'.repeat(10))]));
    stage(root, 'b.ts', Buffer.concat([Buffer.alloc(50), Buffer.from(program())]));
    expect(await staged(root)).toMatchObject({ files: 0, skipped: ['b.ts: not read: it is binary'], complete: true });
  });

  test('UTF-16 and Windows line ends', async () => {
    const root = init();
    git(root, 'config', 'core.autocrlf', 'false');
    stage(root, 'a.ts', Buffer.from(`\ufeff${program()}`, 'utf16le'));
    stage(root, 'b.ts', program().replaceAll('\n', '\r\n'));
    expect(await staged(root)).toMatchObject({ files: 2, found: [`a.ts:2 ${hardcoded}`, `b.ts:2 ${hardcoded}`] });
  });

  test('paths restrict it', async () => {
    const root = init();
    for (const name of ['a.ts', 'deep/b.ts', 'deep/c.ts']) stage(root, name, program());
    expect(await staged(root, 'deep')).toMatchObject({ files: 2, found: [`deep/b.ts:2 ${hardcoded}`, `deep/c.ts:2 ${hardcoded}`] });
    expect(await staged(join(root, 'deep'), 'b.ts')).toMatchObject({ files: 1, found: [`b.ts:2 ${hardcoded}`] });
  });

  test('5,000 files', async () => {
    const root = folder(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`d${index % 50}/f${index}.ts`, index === 4321 ? program() : `export const a = ${index};\n`])));
    git(root, 'init', '--quiet');
    git(root, 'add', '--all');
    expect(await staged(root)).toMatchObject({ files: 5000, found: [`d21/f4321.ts:2 ${hardcoded}`], complete: true });
  });

  test('names with spaces, quotes, line ends, stars, and bytes that are not UTF-8', async () => {
    const root = init();
    git(root, 'config', 'core.quotePath', 'true');
    for (const name of ['a b.ts', '"q".ts', 'n\nl.ts', '*.ts', ':(top)x.ts', 'é.ts', '-x.ts']) put(root, name, program());
    const odd = Buffer.concat([Buffer.from(`${root}/o`), Buffer.from([0xe9]), Buffer.from('.ts')]);
    writeFileSync(odd, program());
    git(root, 'add', '--all');
    const { files, found } = await staged(root);
    expect(files).toBe(8);
    expect(found.map((line) => line.replace(/:2 .*$/su, '')).toSorted()).toEqual(['"q".ts', '*.ts', '-x.ts', ':(top)x.ts', 'a b.ts', 'n\nl.ts', 'o\\xE9.ts', 'é.ts']);
  });
});

describe('what is new', () => {
  test('lines added above and below an old key do not make it new', async () => {
    const root = repository({ 'a.ts': program() });
    stage(root, 'a.ts', `// mistral\n${program()}// more\n`);
    expect(await staged(root)).toMatchObject({ files: 1, found: [] });
  });

  test('a changed line with an old key is new', async () => {
    const root = repository({ 'a.ts': program() });
    stage(root, 'a.ts', program().replace('});', '}); // why'));
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('a second copy of a key is new, where it stands', async () => {
    const root = repository({ 'a.ts': program() });
    stage(root, 'a.ts', `${program()}const second = new Mistral({ apiKey: '${key}' });\n`);
    expect((await staged(root)).found).toEqual([`a.ts:4 ${hardcoded}`]);
  });

  test('a commit that removes a key is not stopped, whatever else is in the file', async () => {
    const root = repository({ 'a.ts': `${program()}new Mistral({ apiKey: '${otherKey}' });\n` });
    stage(root, 'a.ts', program());
    expect(await staged(root)).toMatchObject({ files: 1, found: [] });
  });

  test('line ends and the encoding may change', async () => {
    const root = init();
    git(root, 'config', 'core.autocrlf', 'false');
    stage(root, 'a.ts', program());
    stage(root, 'b.ts', program());
    commit(root);
    stage(root, 'a.ts', program().replaceAll('\n', '\r\n'));
    stage(root, 'b.ts', Buffer.from(`\ufeff${program()}`, 'utf16le'));
    expect(await staged(root)).toMatchObject({ files: 2, found: [] });
  });

  test('the cause may be new on another line: a guard that went', async () => {
    const guarded = `import { Mistral } from '@mistralai/mistralai';\nconst apiKey = process.env.MISTRAL_API_KEY;\nif (!apiKey) throw new Error('no key');\nexport const client = new Mistral({ apiKey });\n`;
    const root = repository({ 'a.ts': guarded });
    stage(root, 'a.ts', guarded.replace(/if.*\n/u, ''));
    expect((await staged(root)).found).toEqual(['a.ts:2 no-unguarded-env']);
    stage(root, 'a.ts', `${guarded}// more\n`);
    expect((await staged(root)).found).toEqual([]);
  });

  test('the cause may be new on another line: a suppression that went', async () => {
    const suppressed = program().replace('const', '// eslint-disable-next-line mistral-keys/no-hardcoded-key -- known\nconst');
    const root = repository({ 'a.ts': suppressed });
    stage(root, 'a.ts', program());
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
    stage(root, 'a.ts', `${suppressed}// more\n`);
    expect((await staged(root)).found).toEqual([]);
  });

  test('a pure rename is not new, a copy is', async () => {
    const root = repository({ 'a.ts': program() });
    git(root, 'mv', 'a.ts', 'b.ts');
    expect(await staged(root)).toMatchObject({ files: 1, found: [] });
    stage(root, 'c.ts', program());
    expect((await staged(root)).found).toEqual([`c.ts:2 ${hardcoded}`]);
  });

  test('of a file that was renamed and changed, the changed lines are new', async () => {
    const lines = Array.from({ length: 20 }, (_, index) => `export const part${index} = ${index};\n`).join('');
    const root = repository({ 'a.ts': program() + lines });
    git(root, 'mv', 'a.ts', 'deep-b.ts');
    stage(root, 'deep-b.ts', `${program()}${lines}new Mistral({ apiKey: '${otherKey}' });\n`);
    expect((await staged(root)).found).toEqual([`deep-b.ts:24 ${hardcoded}`]);
  });

  test('a file that was written anew under another name is new', async () => {
    const root = repository({ 'a.ts': 'export const a = 1;\n'.repeat(30) });
    git(root, 'rm', '--quiet', 'a.ts');
    stage(root, 'b.ts', program());
    expect((await staged(root)).found).toEqual([`b.ts:2 ${hardcoded}`]);
  });
});

describe('across files', () => {
  const factory = `import { Mistral } from '@mistralai/mistralai';\nimport { value } from './value.js';\nexport const client = new Mistral({ apiKey: value });\n`;

  test('a staged constant that becomes a key only through another file', async () => {
    const root = repository({ 'factory.ts': factory, 'value.ts': `export const value = process.env.X;\n` });
    stage(root, 'value.ts', `export const value = '${key}';\n`);
    expect(await staged(root)).toMatchObject({ files: 1, found: [`value.ts:1 ${hardcoded}`] });
  });

  test('a staged client that makes an old constant a key', async () => {
    const root = repository({ 'value.ts': `export const value = '${key}';\n` });
    stage(root, 'factory.ts', factory);
    expect((await staged(root)).found).toEqual([`value.ts:1 ${hardcoded}`]);
    commit(root);
    stage(root, 'factory.ts', `${factory}// more\n`);
    expect((await staged(root)).found).toEqual([]);
  });

  test('the other file is that of the index, not that of the disk', async () => {
    const root = repository({ 'factory.ts': factory, 'value.ts': `export const value = '${key}';\n` });
    put(root, 'value.ts', `export const value = process.env.X;\n`);
    stage(root, 'factory.ts', factory.replace('value }', 'value as other }').replace('apiKey: value', 'apiKey: other'));
    expect((await staged(root)).found).toEqual([]);
    git(root, 'rm', '--quiet', '--cached', 'value.ts');
    stage(root, 'value.ts', `export const value = '${otherKey}';\n`);
    put(root, 'value.ts', `export const value = process.env.X;\n`);
    expect((await staged(root)).found).toEqual([`value.ts:1 ${hardcoded}`]);
    put(root, 'untracked.ts', `export const value = '${key}';\n`);
    git(root, 'reset', '--quiet', '--hard');
    stage(root, 'factory.ts', factory.replace('./value.js', './untracked.js'));
    expect((await staged(root)).found).toEqual([]);
  });

  test('a staged guard that went from a helper shows where the helper is called', async () => {
    const helper = `export function need(name: string): string {\n  const value = process.env[name];\n  if (!value) throw new Error(name);\n  return value;\n}\n`;
    const client = `import { Mistral } from '@mistralai/mistralai';\nimport { need } from './need.js';\nexport const client = new Mistral({ apiKey: need('MISTRAL_API_KEY') });\n`;
    const root = repository({ 'need.ts': `${helper}// mistral\n`, 'client.ts': client });
    stage(root, 'need.ts', `${helper.replace(/ {2}if.*\n/u, '').replace('return value', 'return value!')}// mistral\n`);
    expect((await staged(root)).found).toEqual(['client.ts:3 no-unguarded-env']);
  });
});

describe('where git stands', () => {
  test('a sub-directory: everything that is staged, told from there', async () => {
    const root = init();
    stage(root, 'a.ts', program());
    stage(root, 'deep/b.ts', program());
    expect(await staged(join(root, 'deep'))).toMatchObject({ files: 2, found: [`../a.ts:2 ${hardcoded}`, `b.ts:2 ${hardcoded}`] });
  });

  test('a sub-directory with diff.relative, and imports from above it', async () => {
    const root = repository({ 'value.ts': `export const value = '${key}';\n` });
    git(root, 'config', 'diff.relative', 'true');
    stage(root, 'deep/c.ts', `import { Mistral } from '@mistralai/mistralai';\nimport { value } from '../value.js';\nnew Mistral({ apiKey: value });\n`);
    stage(root, 'a.ts', program(otherKey));
    expect((await staged(join(root, 'deep'))).found).toEqual([`../a.ts:2 ${hardcoded}`, `../value.ts:1 ${hardcoded}`]);
  });

  test('a folder that is reached through a symbolic link', async () => {
    const root = init();
    stage(root, 'a.ts', program());
    const outside = folder();
    symlinkSync(root, join(outside, 'link'));
    expect((await staged(join(outside, 'link'))).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('a linked worktree has its own index', async () => {
    const root = repository({ 'a.ts': '' });
    const tree = join(folder(), 'tree');
    git(root, 'worktree', 'add', '--quiet', tree);
    stage(tree, 'b.ts', program());
    expect((await staged(tree)).found).toEqual([`b.ts:2 ${hardcoded}`]);
    expect((await staged(root)).files).toBe(0);
  });

  test('GIT_INDEX_FILE, GIT_DIR and GIT_WORK_TREE, as hooks and scripts set them', async () => {
    const root = repository({ 'a.ts': '' });
    const other = join(folder(), 'index');
    vi.stubEnv('GIT_INDEX_FILE', other);
    git(root, 'read-tree', 'HEAD');
    stage(root, 'b.ts', program());
    expect((await staged(root)).found).toEqual([`b.ts:2 ${hardcoded}`]);
    vi.unstubAllEnvs();
    expect((await staged(root)).files).toBe(0);

    const home = folder({ 'settings.ts': program() });
    const bare = join(folder(), 'store.git');
    git(home, 'init', '--quiet', '--bare', bare);
    vi.stubEnv('GIT_DIR', bare);
    vi.stubEnv('GIT_WORK_TREE', home);
    git(home, 'add', 'settings.ts');
    expect((await staged(home)).found).toEqual([`settings.ts:2 ${hardcoded}`]);
    expect((await staged(folder())).files).toBe(1);
  });

  test('an index in a bare repository, and a bare repository without one', async () => {
    const root = init();
    stage(root, 'a.ts', program());
    const bare = join(folder(), 'bare.git');
    git(root, 'clone', '--quiet', '--bare', root, bare);
    await expect(staged(bare)).rejects.toThrow('this repository is bare, so nothing is staged in it: scan its commits with --since or --history.');
    vi.stubEnv('GIT_INDEX_FILE', join(bare, 'index'));
    const blob = git(root, 'hash-object', 'a.ts').trim();
    put(bare, 'content.ts', program());
    git(bare, 'hash-object', '-w', 'content.ts');
    git(bare, 'update-index', '--add', '--cacheinfo', `100644,${blob},x/a.ts`);
    expect((await staged(bare)).found).toEqual([`x/a.ts:2 ${hardcoded}`]);
  });

  test('no repository at all', async () => {
    await expect(staged(folder())).rejects.toThrow('this folder is in no git repository: run the command inside one, or scan without --staged, --since and --history.');
  });

  test('SHA-256, with a first commit and one more', async () => {
    const root = init('--object-format=sha256');
    stage(root, 'a.ts', program());
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
    commit(root);
    stage(root, 'value.ts', `export const value = '${otherKey}';\n`);
    stage(root, 'a.ts', `import { value } from './value.js';\n${program()}new Mistral({ apiKey: value });\n`);
    expect((await staged(root)).found).toEqual([`value.ts:1 ${hardcoded}`]);
  });

  test('a branch without commits beside one that has some', async () => {
    const root = repository({ 'a.ts': program() });
    git(root, 'checkout', '--quiet', '--orphan', 'fresh');
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('a detached HEAD', async () => {
    const root = repository({ 'a.ts': '' });
    git(root, 'checkout', '--quiet', '--detach');
    stage(root, 'a.ts', program());
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('a sparse checkout, with a sparse index too', async () => {
    const root = repository({ 'in/a.ts': '', 'out/value.ts': `export const value = '${key}';\n`, 'out/b.ts': program(otherKey) });
    git(root, 'sparse-checkout', 'set', '--cone', '--sparse-index', 'in');
    expect(existsSync(join(root, 'out'))).toBe(false);
    stage(root, 'in/a.ts', `import { Mistral } from '@mistralai/mistralai';\nimport { value } from '../out/value.js';\nnew Mistral({ apiKey: value });\n`);
    expect(await staged(root)).toMatchObject({ files: 1, found: [`out/value.ts:1 ${hardcoded}`] });
  });

  test('a partial clone: nothing is fetched, and what is missing is told', async () => {
    const origin = repository({ 'a.ts': '', 'value.ts': `export const value = '${key}';\n` });
    git(origin, 'config', 'uploadpack.allowFilter', 'true');
    const clone = join(folder(), 'clone');
    git(origin, 'clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${origin}`, clone);
    git(clone, 'reset', '--quiet');
    const proof = join(clone, 'fetched');
    git(clone, 'config', 'remote.origin.uploadpack', `touch ${proof}; git-upload-pack`);
    stage(clone, 'a.ts', `import { Mistral } from '@mistralai/mistralai';\nimport { value } from './value.js';\nnew Mistral({ apiKey: value });\nnew Mistral({ apiKey: '${otherKey}' });\n`);
    const { found, skipped, complete } = await staged(clone);
    expect(existsSync(proof)).toBe(false);
    expect(complete).toBe(false);
    expect(found).toEqual([`a.ts:4 ${hardcoded}`]);
    expect(skipped.join('\n')).toContain('partial clone');
  });

  test('staged content that is not there', async () => {
    const root = repository({ 'b.ts': '' });
    git(root, 'update-index', '--add', '--cacheinfo', `100644,${'12'.repeat(20)},a.ts`);
    const { complete, files, skipped } = await staged(root);
    expect(complete).toBe(false);
    expect(files).toBe(0);
    expect(skipped).toEqual([expect.stringMatching(/^a\.ts: not read: git does not hold its content here/u)]);
  });
});

describe('what is going on', () => {
  test('stash, and what comes back from it', async () => {
    const root = repository({ 'a.ts': '' });
    stage(root, 'a.ts', program());
    git(root, 'stash', '--quiet');
    expect((await staged(root)).files).toBe(0);
    git(root, 'stash', 'pop', '--quiet', '--index');
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('a merge reports what neither parent has', async () => {
    const root = repository({ 'a.ts': 'one\n', 'b.ts': '' });
    git(root, 'checkout', '--quiet', '-b', 'other');
    stage(root, 'a.ts', 'two\n');
    stage(root, 'theirs.ts', program());
    stage(root, 'b.ts', program());
    commit(root);
    git(root, 'checkout', '--quiet', '-');
    stage(root, 'a.ts', 'three\n');
    stage(root, 'ours.ts', program());
    commit(root);
    expect(() => git(root, 'merge', '--quiet', 'other')).toThrow();
    stage(root, 'a.ts', program(otherKey));
    expect(await staged(root)).toMatchObject({ files: 1, found: [`a.ts:2 ${hardcoded}`] });
  });

  test('a merge of lines that each parent has', async () => {
    const lines = '\n'.repeat(10);
    const first = `import { Mistral } from '@mistralai/mistralai';\n`;
    const root = repository({ 'a.ts': `${first}${lines}export {};\n`, 'c.ts': 'x\n' });
    git(root, 'checkout', '--quiet', '-b', 'other');
    stage(root, 'a.ts', `${first}${lines}new Mistral({ apiKey: '${key}' });\nexport {};\n`);
    stage(root, 'c.ts', 'y\n');
    commit(root);
    git(root, 'checkout', '--quiet', '-');
    stage(root, 'a.ts', `${first}new Mistral({ apiKey: '${otherKey}' });\n${lines}export {};\n`);
    stage(root, 'c.ts', 'z\n');
    commit(root);
    expect(() => git(root, 'merge', '--quiet', 'other')).toThrow();
    stage(root, 'c.ts', 'yz\n');
    expect(await staged(root)).toMatchObject({ files: 2, found: [] });
    const merged = `${first}new Mistral({ apiKey: '${otherKey}' });\n${lines}new Mistral({ apiKey: '${key}' });\nexport {};\n`;
    stage(root, 'a.ts', `${merged}new Mistral({ apiKey: '${'Qq7'.concat(key.slice(3))}' });\n`);
    expect((await staged(root)).found).toEqual([`a.ts:15 ${hardcoded}`]);
  });

  test('a squash merge brings the lines of the other branch anew', async () => {
    const root = repository({ 'a.ts': '' });
    git(root, 'checkout', '--quiet', '-b', 'other');
    stage(root, 'b.ts', program());
    commit(root);
    git(root, 'checkout', '--quiet', '-');
    git(root, 'merge', '--quiet', '--squash', 'other');
    expect((await staged(root)).found).toEqual([`b.ts:2 ${hardcoded}`]);
  });

  test('a cherry-pick and a rebase that stop', async () => {
    const root = repository({ 'a.ts': 'one\n' });
    git(root, 'checkout', '--quiet', '-b', 'other');
    stage(root, 'a.ts', 'two\n');
    stage(root, 'b.ts', program());
    commit(root);
    git(root, 'checkout', '--quiet', '-');
    stage(root, 'a.ts', 'three\n');
    commit(root);
    expect(() => git(root, 'cherry-pick', 'other')).toThrow();
    stage(root, 'a.ts', cleanProgram);
    expect(await staged(root)).toMatchObject({ files: 2, found: [`b.ts:2 ${hardcoded}`] });
    git(root, 'cherry-pick', '--abort');
    git(root, 'checkout', '--quiet', 'other');
    expect(() => git(root, 'rebase', '--quiet', '-')).toThrow();
    stage(root, 'a.ts', cleanProgram);
    expect(await staged(root)).toMatchObject({ files: 2, found: [`b.ts:2 ${hardcoded}`] });
  });
});

describe('attributes and hostile repositories', () => {
  test.each(['-diff', 'binary', '-text', 'diff=odd'])('the attribute %s blinds nothing', async (attribute) => {
    const root = repository({ '.gitattributes': `*.ts ${attribute}\n`, 'a.ts': cleanProgram });
    stage(root, 'a.ts', program());
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('a working-tree encoding: what is committed is UTF-8', async () => {
    const root = repository({ '.gitattributes': '*.ts working-tree-encoding=UTF-16LE-BOM\n' });
    stage(root, 'a.ts', Buffer.from(`\ufeff${program()}`, 'utf16le'));
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('line ends that git converts', async () => {
    const root = repository({ '.gitattributes': '*.ts text eol=crlf\n', 'value.ts': `export const value = '${key}';\n` });
    rmSync(join(root, 'value.ts'));
    git(root, 'checkout', '--quiet', 'value.ts');
    stage(root, 'a.ts', `import { Mistral } from '@mistralai/mistralai';\nimport { value } from './value.js';\nnew Mistral({ apiKey: value });\n`.replaceAll('\n', '\r\n'));
    expect((await staged(root)).found).toEqual([`value.ts:1 ${hardcoded}`]);
  });

  test('no program of the repository runs', async () => {
    const root = repository({ 'a.ts': cleanProgram, 'value.ts': `export const value = process.env.X;\n`, '.gitattributes': '* filter=evil diff=evil\n' });
    const proof = join(root, 'ran');
    const evil = join(root, '.git', 'evil');
    writeFileSync(evil, `#!/bin/sh\ntouch '${proof}'\ncat\n`);
    chmodSync(evil, 0o755);
    stage(root, 'a.ts', program());
    stage(root, 'value.ts', `export const value = '${otherKey}';\n`);
    stage(root, 'b.ts', `import { value } from './value.js';\n${program()}new Mistral({ apiKey: value });\n`);
    // Entries whose time of change git does not trust make it look at the files, through their filters.
    put(root, 'value.ts', `export const value = 1;\n`);
    mkdirSync(join(root, '.git', 'hooks'), { recursive: true });
    for (const hook of ['pre-commit', 'post-index-change', 'reference-transaction']) {
      writeFileSync(join(root, '.git', 'hooks', hook), `#!/bin/sh\ntouch '${proof}'\n`);
      chmodSync(join(root, '.git', 'hooks', hook), 0o755);
    }
    const settings: Readonly<Record<string, string>> = {
      'core.fsmonitor': evil,
      'core.pager': evil,
      'core.sshCommand': evil,
      'core.editor': evil,
      'core.alternateRefsCommand': evil,
      'diff.external': evil,
      'diff.evil.command': evil,
      'diff.evil.textconv': evil,
      'filter.evil.clean': evil,
      'filter.evil.smudge': evil,
      'filter.evil.process': evil,
      'filter.evil.required': 'true',
      'credential.helper': evil,
      'alias.diff-index': `!${evil}`,
      'alias.cat-file': `!${evil}`,
      'alias.rev-parse': `!${evil}`,
      'diff.orderFile': '/does/not/exist',
      'diff.renames': 'copies',
      'diff.noprefix': 'true',
      'color.ui': 'always',
      'core.abbrev': '4',
    };
    for (const [name, value] of Object.entries(settings)) git(root, 'config', name, value);
    vi.stubEnv('GIT_EXTERNAL_DIFF', evil);
    const { found, files } = await staged(root);
    expect(existsSync(proof)).toBe(false);
    expect(files).toBe(3);
    expect(found).toEqual([`a.ts:2 ${hardcoded}`, `b.ts:3 ${hardcoded}`, `value.ts:1 ${hardcoded}`]);
  });

  test('a replaced object hides nothing', async () => {
    const root = repository({ 'a.ts': '' });
    stage(root, 'a.ts', program());
    put(root, 'clean.ts', cleanProgram);
    git(root, 'replace', git(root, 'hash-object', 'a.ts').trim(), git(root, 'hash-object', '-w', 'clean.ts').trim());
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });

  test('a repository of another user', async () => {
    const root = init();
    stage(root, 'a.ts', program());
    vi.stubEnv('GIT_TEST_ASSUME_DIFFERENT_OWNER', '1');
    expect((await staged(root)).found).toEqual([`a.ts:2 ${hardcoded}`]);
  });
});

describe('git itself', () => {
  function gitThatSays(version: string): string {
    const path = folder();
    writeFileSync(join(path, 'git'), `#!/bin/sh\necho 'git version ${version}'\n`);
    chmodSync(join(path, 'git'), 0o755);
    return path;
  }

  test('is missing', async () => {
    const root = repository({});
    vi.stubEnv('PATH', folder());
    await expect(staged(root)).rejects.toThrow('git could not be started: install git 2.20 or later, and put it on the PATH.');
  });

  test.each(['1.8.3.1', '2.19.6'])('is too old: %s', async (version) => {
    const root = repository({});
    vi.stubEnv('PATH', gitThatSays(version));
    await expect(staged(root)).rejects.toThrow(/^git (?:1\.8|2\.19) is too old: this needs git 2\.20 or later\.$/u);
  });
});

test('a rename within a folder that is moved keeps what was there', async () => {
  const root = repository({ 'old/a.ts': program(), 'old/b.ts': cleanProgram });
  renameSync(join(root, 'old'), join(root, 'new'));
  git(root, 'add', '--all');
  expect(await staged(root)).toMatchObject({ files: 2, found: [] });
});
