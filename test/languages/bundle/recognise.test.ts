import { describe, expect, it } from 'vitest';
import { isBrowserBundle } from '../../../src/languages/bundle/recognise.js';
import { memoryReader } from '../../../src/project/memory.js';

/** A line as a minifier writes it. */
const minified = 'function a(b,c){return b?c(b):null}const d=[1,2,3].map(e=>e*2);'.repeat(30);
const inBrowser = `${minified}document.getElementById("root").textContent=d;`;

const none = memoryReader({});

describe('scripts that a bundler wrote for the browser', () => {
  it.each([
    ['/p/.next/static/chunks/app/page-1a2b3c4d5e6f7a8b.js', 'self.webpackChunk_N_E=[];'],
    ['/p/.svelte-kit/output/client/_app/immutable/chunks/B3x9kQ2a.js', 'export const a=1;'],
    ['/p/dist/assets/index-5b1JBBBL.js', minified],
    ['/p/dist/app.js', inBrowser],
    ['/p/build/static/js/main.1a2b3c4d.js', minified],
    ['/p/public/bundle.js', `(()=>{var __webpack_require__={};document.body.append("x")})();\n`],
    ['/p/vendor/widget.min.js', inBrowser],
  ])('%s', (path, text) => {
    expect(isBrowserBundle(path, text, none)).toBe(true);
  });

  it('includes a minified script beside a page of the same output', () => {
    const files = memoryReader({ '/p/out/index.html': '<script src="main.js"></script>' });
    expect(isBrowserBundle('/p/out/js/main.js', minified, files)).toBe(true);
    expect(isBrowserBundle('/p/out/js/main.js', minified, none)).toBe(false);
  });
});

describe('what is none', () => {
  it.each([
    ['written by hand', '/p/public/js/app.js', `document.getElementById('root').textContent = 'x';\n`.repeat(40)],
    ['compiled for Node', '/p/dist/index.js', `import { readFileSync } from 'node:fs';\nexport const x = readFileSync('x');\n`],
    ['minified for Node', '/p/dist/cli.js', `import{readFileSync as r}from"node:fs";${inBrowser}`],
    ['a minified library that imports packages', '/p/dist/lib.mjs', `import{jsx as j}from"react/jsx-runtime";${inBrowser}`],
    ['a server bundle that requires', '/p/build/app.js', `const f=require("fs");${inBrowser}`],
    ['in a folder of the server', '/p/.next/server/chunks/12.js', inBrowser],
    ['of a package', '/p/node_modules/x/dist/x.min.js', inBrowser],
    ['a command', '/p/dist/run.js', `#!/usr/bin/env node\n${inBrowser}`],
    ['minified for no one in particular', '/p/lib/data.js', minified],
  ])('%s', (_what, path, text) => {
    expect(isBrowserBundle(path, text, none)).toBe(false);
  });
});

describe('what stands beside the scripts', () => {
  it('is built where it lies in a folder of the browser', () => {
    expect(isBrowserBundle('/p/_next/data/build/index.json', '{}', none)).toBe(true);
    expect(isBrowserBundle('/p/.output/public/index.html', '<html>', none)).toBe(true);
    expect(isBrowserBundle('/p/config/index.json', '{}', none)).toBe(false);
  });

  it('is built where a page loads hashed scripts', () => {
    const page = '<script type="module" src="/assets/index-5b1JBBBL.js"></script>';
    expect(isBrowserBundle('/p/dist/index.html', page, none)).toBe(true);
    expect(isBrowserBundle('/p/dist/index.html', '<script src="/src/main.js"></script>', none)).toBe(false);
    expect(isBrowserBundle('/p/index.html', page, none)).toBe(false);
  });

  it('is a map of such a script', () => {
    const files = memoryReader({ '/p/dist/app.js': inBrowser, '/p/dist/cli.js': `const f=require("fs");${minified}` });
    expect(isBrowserBundle('/p/dist/app.js.map', '{}', files)).toBe(true);
    expect(isBrowserBundle('/p/dist/cli.js.map', '{}', files)).toBe(false);
    expect(isBrowserBundle('/p/dist/gone.js.map', '{}', files)).toBe(false);
  });
});
