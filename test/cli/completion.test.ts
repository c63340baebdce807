import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fishCompletion } from '../../src/cli/completion/fish.js';
import { generalOptions, helpPages } from '../../src/cli/help-pages.js';
import { formats } from '../../src/report/format.js';
import { folder } from '../scan/folder.js';

const command = resolve('dist/cli.js');
const hasBash = spawnSync('bash', ['--version']).status === 0;

function run(...arguments_: readonly string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [command, ...arguments_], { cwd: folder(), encoding: 'utf8' });
}

/** @returns what bash would offer behind these words; the last is the one that is being written */
function offered(...words: readonly string[]): string[] {
  const { stdout } = run('completion', 'bash');
  const program = `${stdout}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _mistral_keys; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const result = spawnSync('bash', ['--noprofile', '--norc', '-c', program, 'bash', 'mistral-keys', ...words], { encoding: 'utf8' });
  expect(result).toMatchObject({ status: 0, stderr: '' });
  return result.stdout.split('\n').filter((line) => line !== '');
}

describe('help', () => {
  test('each command tells its options and examples, and knows them', () => {
    expect(helpPages.map((page) => page.command)).toEqual(expect.arrayContaining(['scan', 'hook', 'init', 'completion']));
    for (const page of helpPages) {
      const { status, stdout } = run(page.command, '--help');
      expect(status).toBe(0);
      expect(stdout).toContain(`Usage: mistral-keys ${page.command}`);
      expect(page.options.map(({ name }) => name)).toContain('--help');
      for (const { name, text } of page.options) {
        expect(text).toMatch(/\S/u);
        // The help of the command is asked for, too, so nothing else is done.
        expect(run(page.command, ...(name === '--help' ? [] : [name]), '--help').stderr).not.toContain('There is no option');
      }
    }
  });

  test('what stands for a value is told from what follows an option', () => {
    const options = new Map(helpPages.find((page) => page.command === 'scan')?.options.map((option) => [option.name, option]));
    expect(options.get('--format')).toMatchObject({ value: 'NAME[=FILE]', valueMayBeLeftOut: false });
    expect(options.get('--since')).toMatchObject({ shown: '--since[=REV]', value: 'REV', valueMayBeLeftOut: true });
    expect(options.get('--strict')).not.toHaveProperty('value');
    expect(options.get('--history')).not.toHaveProperty('value');
    expect(options.get('--since')?.text).toMatch(/^scan the commit .* without REV, a CI service says/u);
    expect(generalOptions.map(({ name }) => name)).toEqual(['--help', '--version']);
  });
});

describe('usage', () => {
  test.each([
    [[], '"completion" takes the name of one shell: bash, zsh, fish.'],
    [['bash', 'zsh'], '"completion" takes the name of one shell: bash, zsh, fish.'],
    [['fihs'], 'There is no completion for "fihs". Did you mean "fish"?'],
    [['--shell'], 'There is no option --shell. Did you mean --help?'],
  ])('completion %j is answered by one line and 2', (arguments_, message) => {
    expect(run('completion', ...arguments_)).toMatchObject({ status: 2, stdout: '', stderr: `mistral-keys: ${message} See mistral-keys completion --help.\n` });
  });
});

describe.skipIf(!hasBash)('bash', () => {
  test('commands, options, actions and values', () => {
    expect(offered('')).toEqual([...helpPages.map((page) => page.command), '--help', '--version']);
    expect(offered('sc')).toEqual(['scan']);
    expect(offered('scan', '--st')).toEqual(['--staged', '--stdin', '--stdin-filename', '--strict']);
    expect(offered('scan', '--format', 'gitlab-')).toEqual(['gitlab-secrets', 'gitlab-codequality']);
    expect(offered('scan', '--format', '=', 'js')).toEqual(['json', 'jsonl']);
    expect(offered('scan', '--format', '=')).toEqual(Object.keys(formats));
    expect(offered('scan', '--rule', 'no-cl')).toEqual(['no-client-key=off', 'no-client-key=warn', 'no-client-key=error']);
    expect(offered('scan', '--rule', 'no-client-key', '=')).toEqual(['off', 'warn', 'error']);
    expect(offered('scan', '--rule', 'no-client-key', '=', 'w')).toEqual(['warn']);
    expect(offered('scan', '--rule', '=', 'no-client-key', '=', 'w')).toEqual(['warn']);
    expect(offered('hook', 'un')).toEqual(['uninstall']);
    expect(offered('init', '--ci', '')).toEqual(['github', 'gitlab']);
    expect(offered('completion', '')).toEqual(['bash', 'zsh', 'fish']);
  });

  test('file names are left to bash', () => {
    expect(offered('scan', 's')).toEqual([]);
    expect(offered('scan', '--stdin-filename', 's')).toEqual([]);
    expect(offered('scan', '--format', 'sarif', '=', 's')).toEqual([]);
    expect(offered('scan', '=')).toEqual([]);
    expect(offered('nonsense', '')).toEqual([]);
  });
});

describe.skipIf(spawnSync('fish', ['--version']).status !== 0)('fish', () => {
  /** What fish offers behind the line, in a folder with one file. */
  function offeredByFish(line: string): string[] {
    const cwd = folder({ 'hook.ts': '' });
    const result = spawnSync('fish', ['--no-config', '--command', `${fishCompletion(helpPages)}\ncomplete --do-complete '${line}'`], { cwd, encoding: 'utf8' });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    return result.stdout.split('\n').flatMap((offer) => (offer === '' ? [] : offer.split('\t', 1)));
  }

  test.each([
    ['mistral-keys ', helpPages.map((page) => page.command).sort()],
    ['mistral-keys sc', ['scan']],
    ['mistral-keys --v', ['--version']],
    ['mistral-keys scan --st', ['--staged', '--stdin', '--stdin-filename', '--strict']],
    ['mistral-keys scan --format gitlab-', ['gitlab-codequality', 'gitlab-secrets']],
    ['mistral-keys scan --format=js', ['--format=json', '--format=jsonl']],
    ['mistral-keys scan --rule no-client-key=', ['no-client-key=error', 'no-client-key=off', 'no-client-key=warn']],
    ['mistral-keys scan --stdin-filename h', ['hook.ts']],
    ['mistral-keys scan h', ['hook.ts']],
    ['mistral-keys scan hook ', ['hook.ts']],
    ['mistral-keys hook ', ['install', 'status', 'uninstall']],
    ['mistral-keys hook install ', []],
    ['mistral-keys init --ci ', ['github', 'gitlab']],
    ['mistral-keys doctor h', []],
  ])('%s', (line, offers) => {
    expect(offeredByFish(line)).toEqual(offers);
  });
});

test('zsh and fish are told of every command, option and value', () => {
  const { stdout: zsh } = run('completion', 'zsh');
  const { stdout: fish } = run('completion', 'fish');
  expect(zsh).toMatch(/^#compdef mistral-keys\n/u);
  for (const page of helpPages) {
    expect(zsh).toContain(`    '${page.command}:`);
    expect(fish).toContain(` --arguments ${page.command} --description '`);
    for (const { name } of page.options) {
      expect(fish).toContain(`'__mistral_keys_in ${page.command}' --long-option ${name.slice(2)} `);
      expect(zsh).toMatch(new RegExp(`'\\*?${name}(?:=-?)?\\[`, 'u'));
    }
  }
  const names = Object.keys(formats).join(' ');
  // Behind a "=" there are files.
  expect(zsh).toContain(`:name file:{ if compset -P "*="; then _files; else compadd - ${names}; fi }'`);
  expect(zsh).toContain(String.raw`'1:word:((bash\:eval\ \"\$\(mistral-keys\ completion\ bash\)\"\ in\ \~\/.bashrc `);
  expect(fish).toContain(`--long-option format --exclusive --arguments '${names}' `);
  expect(fish).toContain('--long-option stdin-filename --require-parameter --force-files ');
  expect(zsh).toContain(String.raw`(default\: text)]`);
});
