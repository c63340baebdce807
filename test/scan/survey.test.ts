import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { FileReader } from '../../src/project/files.js';
import { runScan, type ScanParts } from '../../src/scan/scan.js';
import { surveyOf } from '../../src/scan/survey.js';
import { folder, repository } from './folder.js';
import { fakeParts } from './parts.js';

const files = {
  'src/a.ts': 'mistral',
  'src/b.tsx': '// A comment.\n"use client";\n',
  'src/c.vue': '<script>\n</script>\n',
  'src/d.client.ts': 'export {};\n',
  'src/e.ts': `${'\n'.repeat(5000)}'use client'\n`,
  'lib/f.ts': "'use client';\nconst codestral = 1;\n",
  'g.md': "mistral 'use client'",
};

const expected = { mistralFiles: ['lib/f.ts', 'src/a.ts'], browserEntries: ['lib/f.ts', 'src/b.tsx', 'src/c.vue', 'src/d.client.ts'] };

/** The files that a scan gives to its project, relative to the root. */
async function given(root: string, cwd: string, paths: string[], before: () => void = () => undefined): Promise<typeof expected> {
  const parts = fakeParts();
  let reader: FileReader | undefined;
  const loadProject: ScanParts['loadProject'] = async () => {
    const make = await parts.loadProject();
    return (given, ...rest) => {
      reader = given;
      return make(given, ...rest);
    };
  };
  await runScan({ ...parts, loadProject }, { cwd, paths });
  before();
  const relative = (found: readonly string[] | undefined): string[] => (found ?? []).map((path) => path.slice(root.length + 1));
  return { mistralFiles: relative(reader?.mistralFiles?.()), browserEntries: relative(reader?.browserEntries?.()) };
}

test('a survey tells which files name Mistral and which may be entries of the browser', () => {
  const root = folder(files);
  const { mistralFiles, browserEntries } = surveyOf([...Object.keys(files).filter((file) => !file.endsWith('.md')), 'gone.ts'].map((file) => join(root, file)), () => undefined);
  expect({ mistralFiles, browserEntries }).toEqual({
    mistralFiles: expected.mistralFiles.map((file) => join(root, file)),
    browserEntries: expected.browserEntries.map((file) => join(root, file)),
  });
});

test('a scan of the whole project knows it from its own look at the files', async () => {
  const root = repository(files);
  const remove = (): void => {
    rmSync(join(root, 'src'), { recursive: true });
  };
  expect(await given(root, root, ['.'], remove)).toEqual(expected);
  expect(await given(root, join(root, 'lib'), ['..'])).toEqual({ mistralFiles: ['lib/f.ts'], browserEntries: ['lib/f.ts'] });
});

test('a scan of a part looks at the rest when it is asked', async () => {
  const root = repository(files);
  expect(await given(root, root, ['lib'])).toEqual(expected);
  expect(await given(root, root, ['src/a.ts'])).toEqual(expected);
});
