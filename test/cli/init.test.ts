import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folder, git, put, repository } from '../scan/folder.js';

const command = resolve('dist/cli.js');

/** A synthetic key. */
const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

interface Done {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function init(cwd: string, ...arguments_: readonly string[]): Done {
  const result = spawnSync(process.execPath, [command, 'init', ...arguments_], { cwd, encoding: 'utf8', input: '' });
  expect(`${result.stdout}${result.stderr}`).not.toContain(key);
  return result;
}

function read(root: string, file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** What a folder holds, but for git's own. */
function contents(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => !path.startsWith('.git/') && path !== '.git');
  return Object.fromEntries(paths.filter((path) => statSync(join(root, path)).isFile()).map((path) => [path, read(root, path)]));
}

const manifest = JSON.stringify({ type: 'module', devDependencies: { eslint: '^9.0.0', 'eslint-plugin-mistral-keys': '^0.1.0' } });

describe('a whole project', () => {
  test('everything is set up, is clean, and stays as it is the second time', () => {
    const root = repository({ 'package.json': manifest, '.github/workflows/test.yml': 'on: push\njobs: {}\n' });
    const { status, stdout, stderr } = init(root, '--yes');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('ESLint: a new file eslint.config.mjs\n');
    expect(stdout).toContain('  +   mistralKeys.configs.recommended,\n');
    expect(read(root, '.gitignore')).toBe('# Keys stay on this machine.\n.env\n.env.*\n!.env.example\n');
    expect(read(root, '.env.example')).toMatch(/^MISTRAL_API_KEY=$/mu);
    expect(read(root, '.git/hooks/pre-commit')).toContain('mistral-keys');
    const workflow = parse(read(root, '.github/workflows/mistral-keys.yml')) as { permissions: unknown; jobs: { scan: { steps: { uses: string }[] } } };
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(workflow.jobs.scan.steps.map(({ uses }) => uses.replace(/@.*/u, ''))).toEqual(['actions/checkout', 'eslint-plugin-mistral-keys/eslint-plugin-mistral-keys']);
    expect(spawnSync(process.execPath, [command, 'scan', '--strict'], { cwd: root, encoding: 'utf8' })).toMatchObject({ status: 0 });

    const before = contents(root);
    const again = init(root, '--yes');
    expect(again.status).toBe(0);
    expect(again.stdout.split('\n').filter((line) => line !== '')).toEqual([
      'ESLint: eslint.config.mjs is set up already.',
      '.gitignore: .gitignore is set up already.',
      'Example of the environment: .env.example is set up already.',
      'CI: .github/workflows/mistral-keys.yml is set up already.',
      'Git hook: it is set up already.',
    ]);
    expect(contents(root)).toEqual(before);
  });

  test('--dry-run shows all and changes nothing', () => {
    const root = repository({ 'package.json': manifest });
    const before = contents(root);
    const { status, stdout } = init(root, '--dry-run');
    expect(status).toBe(0);
    for (const text of ['eslint.config.mjs', '.gitignore', '.env.example', 'mistral-keys hook install', 'add --ci github or --ci gitlab', 'Nothing was changed.\n']) expect(stdout).toContain(text);
    expect(contents(root)).toEqual(before);
    expect(existsSync(join(root, '.git/hooks/pre-commit'))).toBe(false);
  });

  test('outside of a repository, without Node', () => {
    const root = folder({ 'main.py': '' });
    const { status, stdout } = init(root, '--yes');
    expect(status).toBe(0);
    expect(stdout).toContain('ESLint: nothing to do, as there is no package.json here.');
    expect(stdout).toContain('Git hook: nothing to do.');
    expect(Object.keys(contents(root)).sort()).toEqual(['.env.example', '.gitignore', 'main.py']);
  });

  test('without a terminal it asks for --yes, and changes nothing', () => {
    const root = repository({ 'package.json': manifest });
    expect(init(root)).toMatchObject({ status: 2, stdout: '', stderr: 'mistral-keys: There is no terminal to ask on: add --yes to make the changes, or --dry-run to see them.\n' });
    expect(init(root, '--ci', 'jenkins', '--yes')).toMatchObject({ status: 2, stderr: 'mistral-keys: --ci takes github or gitlab, not "jenkins".\n' });
    expect(init(root, 'src')).toMatchObject({ status: 2 });
    expect(init(root, '--eslnt').stderr).toContain('Did you mean --eslint?');
    expect(Object.keys(contents(root))).toEqual(['package.json']);
  });
});

describe('single steps', () => {
  test('only those that are chosen', () => {
    const root = repository({ 'package.json': manifest });
    expect(init(root, '--yes', '--gitignore').status).toBe(0);
    expect(Object.keys(contents(root)).sort()).toEqual(['.gitignore', 'package.json']);
  });

  test('what is missing is named, with the package manager of the project', () => {
    const root = folder({ 'package.json': '{}', 'pnpm-lock.yaml': '', 'tsconfig.json': '{}' });
    expect(init(root, '--yes', '--eslint').stdout).toContain('Then: pnpm add --save-dev eslint-plugin-mistral-keys eslint typescript-eslint\n');
    expect(read(root, 'eslint.config.mjs')).toContain('languageOptions: { parser: tseslint.parser }');
  });

  test('a config of another form is left to the user, with the lines', () => {
    const config = 'export default makeConfig();\n';
    const root = folder({ 'package.json': '{}', 'eslint.config.js': config });
    const { status, stdout } = init(root, '--yes', '--eslint');
    expect(status).toBe(2);
    expect(stdout).toContain("    import mistralKeys from 'eslint-plugin-mistral-keys';\n");
    expect(read(root, 'eslint.config.js')).toBe(config);
    const old = folder({ 'package.json': '{}', '.eslintrc.json': '{}' });
    expect(init(old, '--yes', '--eslint')).toMatchObject({ status: 2, stdout: expect.stringContaining('npx @eslint/migrate-config .eslintrc.json') as string });
  });

  test('.gitignore: rules that do are enough, others gain lines, an example stays in', () => {
    const enough = repository({ '.gitignore': '.env*\n!.env.example\n' });
    expect(init(enough, '--yes', '--gitignore').stdout).toContain('is set up already');
    const some = repository({ '.gitignore': 'dist\r\n.env*' });
    expect(init(some, '--yes', '--gitignore').stdout).toContain('    dist\n    .env*\n  +\n  + # Keys');
    expect(read(some, '.gitignore')).toBe('dist\r\n.env*\r\n\r\n# Keys stay on this machine.\r\n.env\r\n.env.*\r\n!.env.example\r\n');
    expect(git(some, 'status', '--short', '--ignored', '--', '.')).not.toContain('.env.example');
    expect(init(some, '--yes', '--gitignore').stdout).toContain('is set up already');
  });

  test('.env.example gains a name, its keys are not shown', () => {
    const root = folder({ '.env.example': `CODESTRAL_API_KEY=${key}\n` });
    expect(init(root, '--yes', '--env-example').stdout).toContain('  + MISTRAL_API_KEY=\n');
    expect(read(root, '.env.example')).toMatch(new RegExp(`^CODESTRAL_API_KEY=${key}\n\n#[^\n]+\nMISTRAL_API_KEY=\n$`, 'u'));
  });

  test('GitLab: a new file, an include more, or the lines', () => {
    const included = (root: string): unknown => (parse(read(root, '.gitlab-ci.yml')) as { include: unknown }).include;
    const link = { remote: expect.stringMatching(/\/templates\/gitlab-ci\.yml$/u) as string };
    const fresh = repository();
    expect(init(fresh, '--yes', '--ci', 'gitlab').status).toBe(0);
    expect(included(fresh)).toEqual([link]);
    const listed = repository({ '.gitlab-ci.yml': 'include:\n  - local: a.yml # kept\nbuild:\n  script: make\n' });
    expect(init(listed, '--yes', '--ci', 'gitlab').status).toBe(0);
    expect(included(listed)).toEqual([link, { local: 'a.yml' }]);
    expect(read(listed, '.gitlab-ci.yml')).toContain('# kept\nbuild:\n  script: make\n');
    const without = repository({ '.gitlab-ci.yml': 'build:\n  script: make\n' });
    // The service is known by its file.
    expect(init(without, '--yes').stdout).toContain('CI: .gitlab-ci.yml is written.');
    expect(included(without)).toEqual(link);
    for (const text of ['include: a.yml\n', 'stages: [build]\n', 'a: [\n']) {
      const root = repository({ '.gitlab-ci.yml': text });
      expect(init(root, '--yes', '--ci', 'gitlab')).toMatchObject({ status: 2, stdout: expect.stringContaining('left to you') as string });
      expect(read(root, '.gitlab-ci.yml')).toBe(text);
    }
  });

  test('GitHub: a workflow that uses it, whatever its name, is enough; CI is set up at the root', () => {
    const root = repository({ '.github/workflows/ci.yaml': 'jobs: { a: { steps: [{ run: npx mistral-keys scan }] } }\n', 'packages/a/package.json': '{}' });
    expect(init(join(root, 'packages/a'), '--yes', '--ci', 'github').stdout).toContain('../../.github/workflows/ci.yaml is set up already.');
    put(root, '.github/workflows/ci.yaml', 'jobs: {}\n');
    expect(init(join(root, 'packages/a'), '--yes', '--ci', 'github').status).toBe(0);
    expect(existsSync(join(root, '.github/workflows/mistral-keys.yml'))).toBe(true);
  });

  test('a link is not written through', () => {
    const outside = folder({ ignore: 'dist\n' });
    const root = folder();
    symlinkSync(join(outside, 'ignore'), join(root, '.gitignore'));
    const { status, stderr } = init(root, '--yes', '--gitignore');
    expect(status).toBe(2);
    expect(stderr).toContain('is no plain file of text');
    expect(read(outside, 'ignore')).toBe('dist\n');
  });
});
