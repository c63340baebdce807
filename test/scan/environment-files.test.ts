import { expect, test } from 'vitest';
import { scan } from '../../src/scan/index.js';
import { folder, put, repository } from './folder.js';

const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
const files = { '.env': `MISTRAL_API_KEY=${key}\n`, 'a/.env.local': `MISTRAL_API_KEY=${key}\n` };

/** A repository that ignores `ignore`, with files that are not added. */
function untracked(ignore: string, contents: Readonly<Record<string, string>>): string {
  const cwd = repository({ '.gitignore': `${ignore}\n` });
  for (const [name, content] of Object.entries(contents)) put(cwd, name, content);
  return cwd;
}

async function found(cwd: string, ...paths: string[]): Promise<string[]> {
  const { findings } = await scan({ cwd, paths });
  return findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}

test('an env file that git ignores is silent, named or not', async () => {
  const cwd = untracked('.env*', files);
  expect(await found(cwd)).toEqual([]);
  expect(await found(cwd, '.env', 'a/.env.local', 'a')).toEqual([]);
});

test('one that git would add is reported, with how to take it out', async () => {
  const cwd = untracked('.env.local', files);
  expect(await found(cwd, '.env', 'a/.env.local')).toEqual(['.env:1 no-hardcoded-key']);
  const { findings } = await scan({ cwd });
  expect(findings[0]?.fix.text).toContain('git rm --cached .env');
  expect(findings[0]?.fix.text).toContain('.gitignore');
});

test('one that is tracked is reported although git would ignore it', async () => {
  expect(await found(repository({ ...files, '.gitignore': '.env*\n' }))).toEqual(['.env:1 no-hardcoded-key', 'a/.env.local:1 no-hardcoded-key']);
});

test('another file that git ignores is read when it is named', async () => {
  const cwd = untracked('notes.yaml', { 'notes.yaml': `mistral_api_key: ${key}\n` });
  expect(await found(cwd, 'notes.yaml')).toEqual(['notes.yaml:1 no-hardcoded-key']);
});

test('a key in a module that git ignores is silent, though a module of the project imports it', async () => {
  const client = `import { Mistral } from '@mistralai/mistralai';\nimport { key } from './secrets';\nexport const client = new Mistral({ apiKey: key });\n`;
  const secrets = { 'secrets.ts': `export const key = '${key}';\n` };
  const ignoring = repository({ '.gitignore': 'secrets.ts\n', 'client.ts': client });
  put(ignoring, 'secrets.ts', secrets['secrets.ts']);
  expect(await found(ignoring)).toEqual([]);
  expect(await found(repository({ 'client.ts': client, ...secrets }))).toEqual(['secrets.ts:1 no-hardcoded-key']);
});

test('a key in a folder that git ignores is found where the folder is named', async () => {
  const client = `import { Mistral } from '@mistralai/mistralai';\nimport { key } from './settings';\nexport const client = new Mistral({ apiKey: key });\n`;
  const cwd = untracked('generated/', { 'generated/client.ts': client, 'generated/settings.ts': `export const key = '${key}';\n` });
  expect(await found(cwd)).toEqual([]);
  expect(await found(cwd, 'generated')).toEqual(['generated/settings.ts:1 no-hardcoded-key']);
});

test('outside git nothing says that an env file stays private', async () => {
  expect(await found(folder(files))).toEqual(['.env:1 no-hardcoded-key', 'a/.env.local:1 no-hardcoded-key']);
});

test('a template is told to hold a placeholder', async () => {
  const { findings } = await scan({ cwd: repository({ '.env.example': `MISTRAL_API_KEY=${key}\n` }) });
  expect(findings[0]?.fix.text).toContain('placeholder');
});

test('comments of each language suppress', async () => {
  const disable = 'eslint-disable-next-line mistral-keys/no-hardcoded-key -- revoked';
  const cwd = repository({
    'a.yaml': `# ${disable}\nmistral_api_key: ${key}\n`,
    'a.go': `// ${disable}\nvar mistralApiKey = "${key}"\n`,
    'a.sql': `-- ${disable}\nUPDATE t SET mistral_api_key = '${key}';\n`,
    'a.ini': `; ${disable}\nmistral_api_key = ${key}\n`,
    'a.xml': `<!-- ${disable} -->\n<mistralApiKey>${key}</mistralApiKey>\n`,
    'a.css': `/* ${disable} */\n/* mistral_api_key: ${key} */\n`,
    'a.md': `<!-- ${disable} -->\nMISTRAL_API_KEY=${key}\n`,
  });
  expect(await found(cwd)).toEqual([]);
});
