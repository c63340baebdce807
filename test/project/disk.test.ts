import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskReader } from '../../src/project/disk.js';
import { memoryReader } from '../../src/project/memory.js';

let base: string;
let root: string;

beforeEach(() => {
  base = realpathSync(mkdtempSync(join(tmpdir(), 'disk-'))).replaceAll('\\', '/');
  root = `${base}/app`;
  mkdirSync(root);
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

function write(path: string, text = ''): void {
  mkdirSync(dirname(join(base, path)), { recursive: true });
  writeFileSync(join(base, path), text);
}

const text = (bytes: Uint8Array | undefined): string | undefined => (bytes === undefined ? undefined : Buffer.from(bytes).toString());

describe('reading', () => {
  it('gives the bytes of files, in the root and beside it', () => {
    write('app/src/x.ts', 'é');
    write('other/y.ts', 'y');
    const reader = diskReader(root);
    expect(text(reader.read(`${root}/src/x.ts`))).toBe('é');
    expect(text(reader.read(`${base}/other/y.ts`))).toBe('y');
    expect(reader.isFile(`${root}/src/x.ts`)).toBe(true);
  });

  it('gives nothing for what is missing, no file, or no name', () => {
    write('app/src/x.ts');
    const reader = diskReader(root);
    for (const path of ['gone.ts', 'src', 'src/x.ts/y.ts', 'src/x\0.ts', `${'n'.repeat(5_000)}.ts`]) {
      expect(reader.isFile(`${root}/${path}`)).toBe(false);
      expect(reader.read(`${root}/${path}`)).toBeUndefined();
    }
  });

  it('gives nothing for a file over the limit', () => {
    write('app/large.ts', '12345');
    write('app/small.ts', '1234');
    const reader = diskReader(root, { fileBytes: 4, files: 10, folders: 10 });
    expect(reader.isFile(`${root}/large.ts`)).toBe(false);
    expect(reader.read(`${root}/large.ts`)).toBeUndefined();
    expect(text(reader.read(`${root}/small.ts`))).toBe('1234');
  });

  it('sees a file that came since', () => {
    const reader = diskReader(root);
    expect(reader.isFile(`${root}/x.ts`)).toBe(false);
    write('app/x.ts');
    expect(reader.isFile(`${root}/x.ts`)).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('symbolic links', () => {
  it('are followed inside the root alone', () => {
    write('secret/key.ts', 'secret');
    write('app/real.ts', 'real');
    symlinkSync(`${base}/secret/key.ts`, `${root}/out.ts`);
    symlinkSync(`${base}/secret`, `${root}/folder`);
    symlinkSync('real.ts', `${root}/in.ts`);
    symlinkSync('loop.ts', `${root}/loop.ts`);
    const reader = diskReader(root);
    expect(reader.read(`${root}/out.ts`)).toBeUndefined();
    expect(reader.isFile(`${root}/folder/key.ts`)).toBe(false);
    expect(reader.isFile(`${root}/loop.ts`)).toBe(false);
    expect(text(reader.read(`${root}/in.ts`))).toBe('real');
  });

  it('beside the root may not leave the folder they share with it', () => {
    write('repo/shared/x.ts', 'x');
    write('outside.ts', 'outside');
    mkdirSync(`${base}/repo/app`);
    symlinkSync('x.ts', `${base}/repo/shared/in.ts`);
    symlinkSync(`${base}/outside.ts`, `${base}/repo/shared/out.ts`);
    const reader = diskReader(`${base}/repo/app`);
    expect(reader.isFile(`${base}/repo/shared/in.ts`)).toBe(true);
    expect(reader.isFile(`${base}/repo/shared/out.ts`)).toBe(false);
  });

  it('above the root do no harm', () => {
    write('app/x.ts', 'x');
    symlinkSync(root, `${base}/link`);
    const reader = diskReader(`${base}/link`);
    expect(text(reader.read(`${base}/link/x.ts`))).toBe('x');
    expect(reader.list()).toEqual([`${base}/link/x.ts`]);
  });
});

describe('listing', () => {
  it('names the sources below the root, by levels', () => {
    for (const path of ['b.ts', 'a.mjs', 'deep/c.vue', 'deep/er/d.tsx', 'deep/e.svelte', 'z/f.astro', 'g.cts', '.config/h.js']) write(`app/${path}`);
    for (const path of ['x.md', 'x.json', 'x.ts.bak', 'ts']) write(`app/${path}`);
    for (const folder of ['node_modules', '.git', 'dist', 'build', 'out', 'coverage', '.next', '.nuxt', '.svelte-kit', '.output', 'vendor']) {
      write(`app/deep/${folder}/x.js`);
    }
    write('beside.ts');
    const names = diskReader(root).list().map((path) => path.slice(root.length + 1));
    expect(names).toEqual(['a.mjs', 'b.ts', 'g.cts', '.config/h.js', 'deep/c.vue', 'deep/e.svelte', 'z/f.astro', 'deep/er/d.tsx']);
  });

  it('walks when first asked, and once', () => {
    const reader = diskReader(root);
    write('app/x.ts');
    expect(reader.list()).toEqual([`${root}/x.ts`]);
    write('app/y.ts');
    expect(reader.list()).toEqual([`${root}/x.ts`]);
  });

  it('follows no links', () => {
    write('app/x.ts');
    write('other/y.ts');
    symlinkSync(`${base}/other`, `${root}/folder`, 'junction');
    expect(diskReader(root).list()).toEqual([`${root}/x.ts`]);
  });

  it('ends at its limits', () => {
    for (const path of ['1.ts', '2.ts', 'a/3.ts', 'b/4.ts']) write(`app/${path}`);
    const limits = { fileBytes: 10, files: 10, folders: 10 };
    expect(diskReader(root, { ...limits, files: 3 }).list()).toEqual(['1.ts', '2.ts', 'a/3.ts'].map((name) => `${root}/${name}`));
    expect(diskReader(root, { ...limits, folders: 2 }).list()).toEqual(['1.ts', '2.ts', 'a/3.ts'].map((name) => `${root}/${name}`));
  });

  it('is empty where there is no folder', () => {
    expect(diskReader(`${root}/gone`).list()).toEqual([]);
  });
});

describe('files in memory', () => {
  it('are read as those on the disk', () => {
    const reader = memoryReader({ '/a/x.ts': 'é', '/a/y.md': '' });
    expect(text(reader.read('/a/x.ts'))).toBe('é');
    expect(reader.read('/a')).toBeUndefined();
    expect(reader.isFile('/a/y.md')).toBe(true);
    expect(reader.isFile('/a')).toBe(false);
    expect(reader.isFile('constructor')).toBe(false);
    expect(reader.list()).toEqual(['/a/x.ts', '/a/y.md']);
  });
});
