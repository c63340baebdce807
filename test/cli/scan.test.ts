import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, repository } from '../scan/folder.js';

const command = resolve('dist/cli.js');

/** A synthetic key. */
const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

const program = `import { Mistral } from '@mistralai/mistralai';\nconst client = new Mistral({ apiKey: '${key}' });\n`;

/** @returns the folder, with one for reports in it */
function prepared(cwd: string): string {
  mkdirSync(join(cwd, 'out'));
  return cwd;
}

interface Run {
  readonly cwd?: string;
  readonly input?: string | Uint8Array;
  readonly environment?: Readonly<Record<string, string>>;
}

function run(arguments_: readonly string[], { cwd = folder(), input = '', environment = {} }: Run = {}): SpawnSyncReturns<string> {
  const own = ['NO_COLOR', 'FORCE_COLOR', 'MISTRAL_KEYS_DEBUG', 'GITHUB_STEP_SUMMARY'];
  const rest = Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.includes(name)));
  const result = spawnSync(process.execPath, [command, ...arguments_], { cwd, input, encoding: 'utf8', env: { ...rest, ...environment }, maxBuffer: 2 ** 28 });
  expect(`${result.stdout}${result.stderr}`).not.toContain(key);
  return result;
}

describe('usage', () => {
  test('--version and --help', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(run(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    for (const [arguments_, text] of [
      [['--help'], 'Usage: mistral-keys COMMAND'],
      [['scan', '--help'], 'Usage: mistral-keys scan'],
    ] as const) {
      const { status, stdout } = run(arguments_);
      expect(status).toBe(0);
      expect(stdout).toContain(text);
    }
  });

  test.each([
    [[], 'A command is missing, such as "mistral-keys scan". See mistral-keys --help.'],
    [['sacn'], 'There is no command "sacn". Did you mean "scan"? See mistral-keys --help.'],
    [['constructor'], 'There is no command "constructor". Did you mean "doctor"? See mistral-keys --help.'],
    [['--strict'], 'The command comes first, as in "mistral-keys scan --strict". See mistral-keys --help.'],
    [['scan', '--formt', 'json'], 'There is no option --formt. Did you mean --format? See mistral-keys scan --help.'],
    [['scan', '-x'], 'There is no option -x. Did you mean --help? See mistral-keys scan --help.'],
    [['scan', '--format'], '--format needs a value. See mistral-keys scan --help.'],
    [['scan', '--strict=yes'], '--strict takes no value. See mistral-keys scan --help.'],
    [['scan', '--format', 'xml'], 'There is no format "xml". The formats are: text, json, jsonl, sarif, github, gitlab, gitlab-secrets, gitlab-codequality, junit, checkstyle, csv, markdown, html.'],
    [['scan', '--format', 'json='], '--format json= lacks the name of a file behind the "=".'],
    [['scan', '--format', 'json', '--format', 'text'], 'Only one format can go to the standard output: give the others a file, as in --format json=FILE.'],
    [['scan', '--format', 'json=a', '--format', 'text=./a'], 'Each report needs a file of its own: two of --format name the same.'],
    [['scan', '--rule', 'no-hardcoded-key'], '--rule no-hardcoded-key should read NAME=off, NAME=warn or NAME=error.'],
    [['scan', '--rule', 'no-hardcodedkey=off'], 'There is no rule "no-hardcodedkey". Did you mean "no-hardcoded-key"?'],
    [['scan', '--max-warnings', '-1'], '--max-warnings needs a value. See mistral-keys scan --help.'],
    [['scan', '--max-warnings', 'x'], '--max-warnings takes a whole number, not "x".'],
    [['scan', '--stdin'], '--stdin needs --stdin-filename PATH, which tells the language.'],
    [['scan', '--stdin-filename', 'a.ts'], '--stdin-filename goes with --stdin: add it, or name the file as a path.'],
    [['scan', '--stdin', '--stdin-filename', 'a.ts', 'b.ts'], '--stdin reads one file: leave the paths out.'],
    [['scan', '--staged', '--since', 'main'], '--staged and --since each say what to scan: choose one.'],
    [['scan', '--staged=yes'], '--staged takes no value. See mistral-keys scan --help.'],
    [['scan', '\u001b[31m\u202e'.concat('=')], '\\x1b[31m\\u202e=: does not exist: check the path'],
  ])('%j is answered by one line and 2', (arguments_, message) => {
    const { status, stderr } = run(arguments_);
    expect(stderr).toBe(`mistral-keys: ${message}\n`);
    expect(status).toBe(2);
  });
});

describe('exit status', () => {
  test('0 without findings, 1 with errors', () => {
    expect(run(['scan'], { cwd: repository({ 'a.ts': 'x' }) }).status).toBe(0);
    expect(run(['scan'], { cwd: repository({ 'a.ts': program }) }).status).toBe(1);
  });

  test('warnings count only beyond --max-warnings', () => {
    const cwd = repository({ 'a.ts': program });
    const warn = ['scan', '--rule', 'no-hardcoded-key=warn'];
    expect(run(warn, { cwd }).status).toBe(0);
    expect(run([...warn, '--max-warnings', '1'], { cwd }).status).toBe(0);
    expect(run([...warn, '--max-warnings', '0'], { cwd }).status).toBe(1);
  });

  test('an unused suppression counts as a warning', () => {
    const cwd = repository({ 'a.ts': '// eslint-disable-next-line mistral-keys/no-hardcoded-key\nx;\n' });
    expect(run(['scan'], { cwd }).status).toBe(0);
    const { status, stdout } = run(['scan', '--max-warnings', '0'], { cwd });
    expect(status).toBe(1);
    expect(stdout).toContain('a.ts:1:1 warning unused-suppression: ');
  });

  test('2 where something could not be read, whatever was found', () => {
    const { status, stdout, stderr } = run(['scan', 'a.ts', 'b.ts'], { cwd: repository({ 'a.ts': program }) });
    expect(status).toBe(2);
    expect(stdout).toMatch(/^a\.ts:2:\d+ error no-hardcoded-key: /u);
    expect(stdout).toContain('not everything could be read.');
    expect(stderr).toBe('mistral-keys: b.ts: does not exist: check the path\n');
  });
});

describe('output', () => {
  test('text: the finding with its frame, the key masked', () => {
    const { stdout, stderr } = run(['scan'], { cwd: repository({ 'a.ts': program }) });
    expect(stderr).toBe('');
    const [first, ...lines] = stdout.split('\n');
    expect(first).toMatch(/^a\.ts:2:\d+ error no-hardcoded-key: /u);
    expect(lines.slice(0, 3)).toEqual([
      "  1 | import { Mistral } from '@mistralai/mistralai';",
      "> 2 | const client = new Mistral({ apiKey: 'aB3d…(32)' });",
      expect.stringMatching(/^ {4}\| {37,39}\^+$/u),
    ]);
    const [, line = '', mark = ''] = lines;
    expect(line.slice(mark.indexOf('^'), mark.length).replaceAll("'", '')).toBe('aB3d…(32)');
    expect(stdout).toMatch(/^ {2}help: {2}\S/mu);
    expect(stdout).toMatch(/\n\n1 error in 1 file \(\d+ B, \d+\.\d\d s\)\.\n$/u);
  });

  test('json: one object', () => {
    const { stdout, status } = run(['scan', '--format', 'json'], { cwd: repository({ 'a.ts': program }) });
    expect(status).toBe(1);
    const report = JSON.parse(stdout) as object;
    expect(report).toMatchObject({
      version: 1,
      tool: { name: 'mistral-keys' },
      summary: { files: 1, bytes: program.length, findings: 1, errors: 1, warnings: 0, skipped: [] },
      findings: [{ rule: 'no-hardcoded-key', severity: 'error', file: 'a.ts', line: 2, endLine: 2 }],
    });
    const { findings } = report as { findings: { column: number; endColumn: number }[] };
    const [, line = ''] = program.split('\n');
    expect(line.slice((findings[0]?.column ?? 0) - 1, (findings[0]?.endColumn ?? 0) - 1).replaceAll("'", '')).toBe(key);
  });

  test('into files, several formats at once', () => {
    const cwd = repository({ 'a.ts': program });
    const { stdout } = run(['scan', '--format', 'json=report.json', '--format', 'text=report.txt'], { cwd, environment: { FORCE_COLOR: '1' } });
    expect(stdout).toBe('');
    expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toMatchObject({ summary: { errors: 1 } });
    const text = readFileSync(join(cwd, 'report.txt'), 'utf8');
    expect(text).toMatch(/^a\.ts:2:\d+ error/u);
    expect(text).not.toContain(key);
  });

  test('of every format', () => {
    const cwd = repository({ 'a.ts': program });
    const names = ['text', 'json', 'jsonl', 'sarif', 'github', 'gitlab', 'gitlab-secrets', 'gitlab-codequality', 'junit', 'checkstyle', 'csv', 'markdown', 'html'];
    const { status, stdout, stderr } = run(['scan', ...names.flatMap((name) => ['--format', `${name}=out/${name}`])], { cwd: prepared(cwd) });
    expect({ status, stdout, stderr }).toEqual({ status: 1, stdout: '', stderr: '' });
    for (const name of names) {
      const text = readFileSync(join(cwd, 'out', name), 'utf8');
      expect(text).toContain('a.ts');
      expect(text).not.toContain(key);
    }
  });

  test('a file that cannot be written is told', () => {
    const { status, stderr } = run(['scan', '--format', 'json=none/report.json'], { cwd: repository({ 'a.ts': 'x' }) });
    expect(status).toBe(2);
    expect(stderr).toBe('mistral-keys: The report could not be written to none/report.json (ENOENT): check the folder and its permissions.\n');
  });

  test('github: annotations, and the summary of the job where there is one', () => {
    const cwd = repository({ 'a.ts': program });
    const summary = join(cwd, 'summary.md');
    writeFileSync(summary, 'An earlier step.\n');
    const { stdout } = run(['scan', '--format', 'github'], { cwd, environment: { GITHUB_STEP_SUMMARY: summary } });
    expect(stdout).toMatch(/^::error file=a\.ts,line=2,endLine=2,col=\d+,endColumn=\d+,title=mistral-keys\/no-hardcoded-key::/u);
    expect(readFileSync(summary, 'utf8')).toMatch(/^An earlier step\.\n<!-- mistral-keys -->\n[\s\S]*<code>a\.ts:2:\d+<\/code>/u);
    run(['scan', '--format', 'text'], { cwd, environment: { GITHUB_STEP_SUMMARY: join(cwd, 'none.md') } });
    expect(existsSync(join(cwd, 'none.md'))).toBe(false);
    expect(run(['scan', '--format', 'github'], { cwd, environment: { GITHUB_STEP_SUMMARY: cwd } })).toMatchObject({
      status: 2,
      stderr: `mistral-keys: The summary of the job could not be written to ${cwd} (EISDIR): check what GITHUB_STEP_SUMMARY names.\n`,
    });
  });

  test('colours come on request, and go', () => {
    const cwd = repository({ 'a.ts': program });
    const coloured = (arguments_: string[], environment: Readonly<Record<string, string>>): boolean => run(['scan', ...arguments_], { cwd, environment }).stdout.includes('\u001b[');
    expect(coloured([], {})).toBe(false);
    expect(coloured([], { FORCE_COLOR: '1' })).toBe(true);
    expect(coloured(['--no-color'], { FORCE_COLOR: '1' })).toBe(false);
  });

  test('a reader that goes away is no fault', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}.ts`, program]));
    const child = spawn(process.execPath, [command, 'scan'], { cwd: repository(files), stdio: ['ignore', 'pipe', 'pipe'] });
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const status = await new Promise((done) => child.on('close', done));
    expect(errors).toBe('');
    expect(status).toBe(1);
  });
});

describe('--stdin', () => {
  const stdin = ['scan', '--stdin', '--stdin-filename'];

  test('reads the file from the standard input', () => {
    const { status, stdout } = run([...stdin, 'src/a.ts', '--format', 'json'], { input: program });
    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ file: 'src/a.ts', line: 2 }] });
  });

  test('takes bytes of any encoding', () => {
    expect(run([...stdin, 'a.ts'], { input: Buffer.from(`\ufeff${program}`, 'utf16le') }).stdout).toMatch(/^a\.ts:2:\d+ /u);
  });

  test('says of a kind that is not understood that it is not read', () => {
    const { status, stderr } = run([...stdin, 'a.png'], { input: program });
    expect(status).toBe(0);
    expect(stderr).toBe('mistral-keys: a.png: not read: images, archives and compiled files are not searched\n');
  });
});

test('works from a sub-directory and with names that hold escapes', () => {
  const cwd = repository({ 'deep/a\u001b[31m\n.ts': program });
  mkdirSync(join(cwd, 'other'));
  writeFileSync(join(cwd, 'other/b.ts'), program);
  const { stdout } = run(['scan', '.', '../deep'], { cwd: join(cwd, 'other') });
  expect(stdout).toMatch(/^b\.ts:2:\d+ error/mu);
  expect(stdout).toContain('../deep/a\\x1b[31m\\x0a.ts:2:');
  expect(stdout).not.toContain('\u001b');
});
