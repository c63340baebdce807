import { expect, test } from 'vitest';
import { callersOf } from '../../src/scan/callers.js';
import { runScan } from '../../src/scan/scan.js';
import { scan } from '../../src/scan/index.js';
import { folder, repository } from './folder.js';
import { fakeParts } from './parts.js';

/** The files among `files` that import the module `wrapper` by its name, or what passes it on. */
function callers(wrapper: string, files: Readonly<Record<string, string>>): string[] {
  const root = folder(files);
  const paths = Object.keys(files).map((file) => `${root}/${file}`);
  return [...callersOf([`${root}/${wrapper}`], paths)].map(({ path }) => path.slice(root.length + 1)).sort();
}

test.each([
  ["import { a } from './factory';", true],
  ["import { a } from '../deep/factory.js';", true],
  ["import a from '@/factory.ts'", true],
  ["import './factory'", true],
  ["const { a } = require('./factory');", true],
  ["await import('../factory')", true],
  ["import { a } from './factory2';", false],
  ["import { a } from './factory/other';", false],
  ["const a = 'factory';", false],
])('%s: %s', (text, expected) => {
  expect(callers('src/factory.ts', { 'a.ts': text })).toEqual(expected ? ['a.ts'] : []);
});

test('an index stands for its folder, and for its package', () => {
  expect(callers('src/clients/index.ts', { 'a.ts': "import { a } from './clients';" })).toEqual(['a.ts']);
  expect(callers('packages/llm/src/index.ts', { 'a.ts': "import { a } from '@acme/llm';", 'b.ts': "import './src';" })).toEqual(['a.ts']);
});

test('names in any script', () => {
  expect(callers('src/clé.ts', { 'a.ts': "import { a } from './clé';" })).toEqual(['a.ts']);
});

test('who imports a file that passes the module on calls it too', () => {
  const files = {
    'lib/all.ts': "export * from './factory';",
    'lib/more.ts': "export { a } from './all';",
    'a.ts': "import { a } from './lib/more';",
    'b.ts': "import { a } from './lib/none';",
    'c.ts': "import { a } from './lib/factory';",
    'd.ts': "import { x } from './c';",
  };
  expect(callers('lib/factory.ts', files)).toEqual(['a.ts', 'c.ts', 'lib/all.ts', 'lib/more.ts']);
});

test('without modules no file is read', () => {
  expect([...callersOf([], ['/does/not/exist.ts'])]).toEqual([]);
});

test('the scan analyses the callers that the project confirms', async () => {
  const root = repository({
    'factory.ts': 'mistral @wrapper',
    'caller.ts': "import './factory'; @import factory.ts KEY(aaaaaa)",
    'other.ts': "import './factory'; KEY(bbbbbb)",
    'unrelated.ts': '@import factory.ts KEY(cccccc)',
  });
  const { result } = await runScan(fakeParts(), { cwd: root });
  expect(result.findings.map(({ file }) => file)).toEqual(['caller.ts']);
  expect(result.complete).toBe(true);
});

test('a key that is handed to a function of another file, which alone names Mistral, is found', async () => {
  const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';
  const root = repository({
    'src/factory.ts': "import { Mistral } from '@mistralai/mistralai';\nexport const connect = (credential: string) => new Mistral({ apiKey: credential });\n",
    'jobs/nightly.ts': `import { connect } from '../src/factory';\nexport const client = connect('${key}');\n`,
  });
  const { findings } = await scan({ cwd: root });
  expect(findings.map(({ rule, file, line }) => `${rule} ${file}:${line}`)).toEqual(['no-hardcoded-key jobs/nightly.ts:2']);
});
