import { describe, expect, it } from 'vitest';
import { parse } from 'vue-eslint-parser';
import { scriptBlocks, type ScriptHost } from '../../../src/languages/javascript/script-blocks.js';

/** The trimmed contents of the blocks, after checking what holds for every answer. */
function contents(text: string, kind: ScriptHost): string[] {
  const { text: blanked, blocks } = scriptBlocks(text, kind);
  expect(blanked).toHaveLength(text.length);
  let outside = blanked;
  for (const { start, end } of blocks) {
    expect(blanked.slice(start, end)).toBe(text.slice(start, end));
    outside = outside.slice(0, start) + ' '.repeat(end - start) + outside.slice(end);
  }
  expect(outside.replaceAll(';', '').trim()).toBe('');
  return blocks.map(({ start, end }) => text.slice(start, end).trim());
}

const languages = (text: string, kind: ScriptHost): string[] => scriptBlocks(text, kind).blocks.map((block) => block.lang);

describe('the text', () => {
  it('keeps every script where it stands, and every line end', () => {
    const text = '<template>\r\n  <p>é😀</p>\u2028</template>\n<script>\nlet a\r</script>\n<style>b</style>';
    const { text: blanked } = scriptBlocks(text, 'vue');
    expect(blanked).toBe(`${' '.repeat(10)}\r\n${' '.repeat(12)}\u2028${' '.repeat(11)}\n${' '.repeat(8)}\nlet a\r${' '.repeat(9)}\n${' '.repeat(16)}`);
  });

  it('parts scripts, so that one does not run into the next', () => {
    const { text } = scriptBlocks('<script>a = 1</script>\n<script>(b)()</script>', 'html');
    expect(text).toBe(`${' '.repeat(8)}a = 1${' '.repeat(9)}\n${' '.repeat(7)};(b)()${' '.repeat(9)}`);
    const line = scriptBlocks('<script>a() // c</script><script>b()</script>', 'html').text;
    expect(line.trim()).toMatch(/^a\(\) \/\/ c *\n;b\(\)$/u);
  });

  it('is blank where there is no script', () => {
    expect(scriptBlocks('<p>\n</p>', 'html')).toEqual({ text: '   \n    ', blocks: [] });
    expect(scriptBlocks('', 'vue')).toEqual({ text: '', blocks: [] });
  });
});

describe('vue', () => {
  it('tells the two scripts apart', () => {
    const text = '<script lang="ts">\na\n</script>\n<script setup lang=\'ts\' generic="T extends Map<string, A>">\nb\n</script>';
    expect(contents(text, 'vue')).toEqual(['a', 'b']);
    expect(scriptBlocks(text, 'vue').blocks.map(({ lang, setup, server }) => ({ lang, setup, server }))).toEqual([
      { lang: 'ts', setup: false, server: false },
      { lang: 'ts', setup: true, server: false },
    ]);
  });

  it.each([
    ['<script>', 'js'],
    ['<script lang>', 'js'],
    ['<script lang=jsx>', 'jsx'],
    ['<SCRIPT LANG = "TSX" SETUP>', 'tsx'],
    ["<Script\n  setup\n  lang='ts'\n>", 'ts'],
    ['<script lang="ts" lang="tsx">', 'ts'],
    ['<script data-lang="ts">', 'js'],
  ])('%s', (tag, lang) => {
    expect(contents(`${tag}a</sCRIPT >`, 'vue')).toEqual(['a']);
    expect(languages(`${tag}a</script>`, 'vue')).toEqual([lang]);
  });

  it('leaves out scripts from elsewhere and of other languages', () => {
    expect(contents('<script src="./a.ts">x</script><script lang="coffee">y</script><script src="./b.js" />\n<script>z</script>', 'vue')).toEqual(['z']);
  });

  it.each([
    ['a comment', '<!-- <script>no</script> -->'],
    ['a comment with tags and dashes', '<!-- -- <template> > -->'],
    ['an empty comment', '<!-->'],
    ['a template', '<template><div><script>no</script></div></template>'],
    ['nested templates', '<template><template v-if="a > b"><template #x /></template><script>no</script></template>'],
    ['a template with tags in attributes', `<template><p :a="'</template><script>'" b='<script>'></p></template>`],
    ['a template with tags in interpolations', `<template>{{ '</template><script>' }} {{ a <b }}</template>`],
    ['a template with a comment', '<template><!-- </template> <script> --></template>'],
    ['a template of another language', '<template lang="pug">\np <template>\nscript.\n  <script>no\n</template>'],
    ['an empty template', '<template src="./x.html" /><template/>'],
    ['a style', '<style>/* <script>no */</style>'],
    ['a block of its own', '<docs>\nUse `<script>no`.\n</docs>'],
  ])('sees no script in %s', (_name, before) => {
    expect(contents(`${before}\n<script>yes</script>`, 'vue')).toEqual(['yes']);
    expect(contents(`<script>yes</script>\n${before}`, 'vue')).toEqual(['yes']);
  });

  it('takes tags in the script as text', () => {
    const code = "const a = '<script>'; const b = `<template><!-- </scriptx> <\\/script>`; a </script2/.x";
    expect(contents(`<script>${code}</script>\n<template></template>`, 'vue')).toEqual([code]);
  });

  it.each([
    ['a template', '<template><div>'],
    ['a block', '<docs>text'],
    ['an interpolation', '<template>{{ a</template>'],
    ['an element in a template', '<template><style></template>'],
  ])('goes on behind %s that is not closed', (_name, before) => {
    expect(contents(`${before}\n<script>yes</script>`, 'vue')).toEqual(['yes']);
  });

  it('takes a script that is not closed up to the end', () => {
    expect(contents('<script setup>\na', 'vue')).toEqual(['a']);
  });

  it.each([
    '<template>\n  <p v-if="a > b">{{ x < y }}</p>\n</template>\n\n<script lang="ts">\nconst a: number = 1\n</script>\n',
    '<!-- c -->\n<script>\nlet b\n</script>\n<template><template><script>no</script></template></template><style>x</style>\n',
    '<docs>\n<script>\n</docs>\n<template lang="pug">\nscript\n</template>\n<script>let c</script>',
  ])('agrees with the parser of ESLint: %#', (text) => {
    const program = parse(text, { sourceType: 'module', ecmaVersion: 'latest', parser: { ts: '@typescript-eslint/parser' } });
    const first = program.body[0];
    const [block] = scriptBlocks(text, 'vue').blocks;
    expect(program.body).toHaveLength(1);
    expect(scriptBlocks(text, 'vue').blocks).toHaveLength(1);
    expect(text.slice(block?.start, block?.end).trim()).toBe(text.slice(first?.range[0], first?.range[1]));
  });
});

describe('html', () => {
  it.each([
    ['', 'js'],
    ['type', 'js'],
    ['type=""', 'js'],
    ['type="module" defer', 'js'],
    ['type=text/javascript', 'js'],
    ['TYPE="Text/JavaScript"', 'js'],
    ['type="application/x-javascript"', 'js'],
    ['type="text/ecmascript"', 'js'],
    ['type="text/babel"', 'jsx'],
    ['data-type="x" nonce=\'>\'', 'js'],
  ])('<script %s> is code', (attributes, lang) => {
    expect(contents(`<html><script ${attributes}>a</script></html>`, 'html')).toEqual(['a']);
    expect(languages(`<html><script ${attributes}>a</script></html>`, 'html')).toEqual([lang]);
  });

  it.each(['type="application/json"', 'type="application/ld+json"', 'type=importmap', 'type="text/template"', 'type="speculationrules"', 'type="text/x-handlebars"', 'src="a.js"', 'src=a.js type=module'])(
    '<script %s> is not',
    (attributes) => {
      expect(contents(`<script ${attributes}>no</script><script>yes</script>`, 'html')).toEqual(['yes']);
    },
  );

  it.each([
    ['comments', '<!-- <script>no</script> --><!--><script>a</script><!---><script>b</script><!-- --!>', ['a', 'b']],
    ['text elements', '<textarea><script>no</script></textarea><title><script>no</script></title><style><script></style>', []],
    ['attributes', '<a title="<script>no</script>" b=\'<script>\' c=<script>>x</a>', []],
    ['declarations', '<!DOCTYPE html><?xml version="1.0"?><script>a</script>', ['a']],
    ['other elements', '<template><script>a</script></template><svg><script>b</script></svg><scripts>no</scripts>', ['a', 'b']],
    ['signs that open nothing', 'a < b <3 </ <> <script>a</script>', ['a']],
    ['letters that only look alike', '<\u017Fcript>no</\u017Fcript><script>a</\u017Fcript></script>', ['a</\u017Fcript>']],
    ['braces', '{{ "<script>a</script>" }}', ['a']],
    ['slashes at the end of a tag', '<script/>a</script>', ['a']],
  ])('reads %s as a browser does', (_name, text, expected) => {
    expect(contents(text, 'html')).toEqual(expected);
  });

  it.each(['<p title="<script>a</script>', '<!-- <script>a</script>', '<p <script'])('ends where a tag or comment does not: %s', (text) => {
    expect(contents(`<script>yes</script>${text}`, 'html')).toEqual(['yes']);
  });
});

describe('svelte', () => {
  it('tells languages, and takes both scripts', () => {
    const text = '<script module lang="ts">a</script>\n<script>b</script>\n{#if a < b}<p>{a}</p>{/if}\n<style>c</style>';
    expect(contents(text, 'svelte')).toEqual(['a', 'b']);
    expect(languages(text, 'svelte')).toEqual(['ts', 'js']);
  });

  it.each([
    ['strings in expressions', '{@html "<script>no</script>"}{@html `<script>${"}"}</script>`}'],
    ['comments in expressions', '{/* } <script>no</script> */ a}'],
    ['attributes', `<p title={a > '<script>' ? "}" : b} on:click={() => { x("<script>") }} {...rest} class="{a}">x</p>`],
    ['data', '<script type="application/ld+json">{}</script>'],
  ])('sees no script in %s', (_name, before) => {
    expect(contents(`${before}\n<script>yes</script>`, 'svelte')).toEqual(['yes']);
  });

  it('goes on where braces do not close, or nest as no code does', () => {
    expect(contents(`${'{'.repeat(2_000)}"<script>yes</script>"${'}'.repeat(2_000)}`, 'svelte')).toEqual(['yes']);
    expect(contents('{a <script>yes</script>', 'svelte')).toEqual(['yes']);
    expect(contents("{a.replace(/'{/g, b)} <script>yes</script>", 'svelte')).toEqual(['yes']);
    expect(contents("{a.replace(/'/g, b)}\n<script>yes</script>\n<p>it's }</p>", 'svelte')).toEqual(['yes']);
  });
});

describe('astro', () => {
  it('takes the frontmatter for the server, and scripts for the browser', () => {
    const text = '---\nconst a = "---";\n---\n<p>{a}</p>\n<script>b</script>\n<script is:inline>c</script>\n';
    expect(contents(text, 'astro')).toEqual(['const a = "---";', 'b', 'c']);
    expect(scriptBlocks(text, 'astro').blocks.map(({ lang, server }) => ({ lang, server }))).toEqual([
      { lang: 'ts', server: true },
      { lang: 'ts', server: false },
      { lang: 'js', server: false },
    ]);
  });

  it.each([
    ['a string', 'const a = `\n---\n${b + `---`}`'],
    ['a comment', '// ---\n/*\n---\n*/ a'],
    ['a template in braces', 'const a = { b: `---`, c: `${{ d: "}" }}` }'],
    ['a quote in a regular expression', 'const a = /["`]/'],
  ])('finds the end of frontmatter behind %s', (_name, code) => {
    expect(contents(`\n---\n${code}\n---\n<p>---</p>\n<script>b</script>`, 'astro')).toEqual([code.trim(), 'b']);
  });

  it('knows files without frontmatter, and frontmatter without an end', () => {
    expect(contents('<p>---</p>\n---\n<script>a</script>', 'astro')).toEqual(['a']);
    expect(contents('---\nconst a = 1', 'astro')).toEqual(['const a = 1']);
  });

  it('sees scripts in expressions, not in their comments', () => {
    expect(contents('{/* <script>no</script> */}{a && <script>yes</script>}<p set:html={`<script>no</script>`} />', 'astro')).toEqual(['yes']);
  });
});

describe('hostile text', () => {
  // Each would take minutes if a search that fails were made anew for every tag.
  const many = 1_000_000;
  it.each<[ScriptHost, string]>([
    ['html', '<a '.repeat(many)],
    ['html', '<a x="'.repeat(many)],
    ['html', '<!-- -->'.repeat(many) + '--!>'],
    ['html', '</'.repeat(many)],
    ['html', '<style>'.repeat(many)],
    ['html', `<script>${'</scrip'.repeat(many)}`],
    ['vue', '<template>'.repeat(many)],
    ['vue', '<template>{{</template>'.repeat(many)],
    ['vue', '<template><style></template>'.repeat(many)],
    ['vue', `<${'x'.repeat(many)}>${'</'.repeat(many)}`],
    ['vue', Array.from({ length: many }, (_, i) => `<x${i}>`).join('')],
    ['svelte', '{'.repeat(many)],
    ['svelte', '{`'.repeat(many)],
    ['svelte', '{"'.repeat(many)],
    ['svelte', '<a b={'.repeat(many)],
    ['astro', `---\n${'"'.repeat(many)}`],
    ['astro', '{/*'.repeat(many)],
  ])('is read in one pass: %s %.30s', (kind, text) => {
    const { text: blanked } = scriptBlocks(`${text}<p>`, kind);
    expect(blanked).toHaveLength(text.length + 3);
  });
});
