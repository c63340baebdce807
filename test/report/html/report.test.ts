import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { SourceFile } from '../../../src/facts/source.js';
import { clean } from '../../../src/report/clean.js';
import { htmlReport } from '../../../src/report/html/report.js';
import type { ScanOutcome } from '../../../src/scan/result.js';
import { hostileOutcome } from '../hostile.js';
import { finding, outcome, settings } from '../outcome.js';
import { Page } from './page.js';

const source = new SourceFile('src/a.ts', "import x;\nconst k = 's3cret';\nnext();");
const key = { redacted: 'aB3d…(32)', fingerprint: 'f1' };

function pageOf(scanned: ScanOutcome): Page {
  return Page.parse(htmlReport(scanned, settings));
}

/** What a reader sees in front of the findings: the figures by their names. */
function figures(page: Page): Record<string, string> {
  return Object.fromEntries(page.one('dl', { class: 'figures' }).all('div').map((figure) => [figure.one('dt').text, figure.one('dd').text]));
}

describe('a finding', () => {
  const chain = [{ file: 'src/b.ts', line: 7, note: 'imports it' }];
  const commit = { id: '0123456789abcdef0123', author: 'Ada', date: '2030-01-01T00:00:00Z', subject: 'Add a client' };
  const found = finding(source, 20, 28, { key, chain, commit, message: 'Send `Bearer ${key}`.' });
  const page = pageOf(outcome(source, [found]));
  const article = page.one('article');

  test('has message, place and rule in its heading, and is unfolded where there are few', () => {
    // The backticks of a message are those of the code that it quotes.
    expect(article.one('summary').text).toBe('● error Send `Bearer ${key}`. no-hardcoded-key, line 2:11');
    expect(article.one('details').attribute('open')).toBe('');
    expect(page.one('h3').text).toBe('src/a.ts 1 finding');
  });

  test('tells the filters what they ask', () => {
    expect(article.attributes()).toEqual([
      { name: 'class', value: 'finding error' },
      { name: 'data-severity', value: 'error' },
      { name: 'data-rule', value: 'no-hardcoded-key' },
      { name: 'data-author', value: 'Ada' },
    ]);
    expect(page.one('div', { class: 'file' }).attribute('data-file')).toBe('src/a.ts');
  });

  test('shows its lines, the finding marked', () => {
    expect(article.one('pre').all('span').map(({ text }) => text)).toEqual(['1import x;', "2const k = '…';", '3next();']);
    expect(article.one('mark').text).toBe("'…'");
  });

  test('shows fix, symptom, cause, chain, key, commit and rule', () => {
    expect(article.one('p', { class: 'fix' }).text).toBe('Fix Read it from the environment.');
    const list = article.one('dl');
    expect(Object.fromEntries(list.all('dt').map(({ text }, index) => [text, list.all('dd')[index]?.text]))).toEqual({
      Symptom: 'Others use the key.',
      Cause: 'The key is embedded. Documentation',
      Chain: 'src/b.ts:7 imports it',
      Key: 'aB3d…(32), fingerprint f1',
      Commit: '0123456789ab Add a client, by Ada, 2030-01-01T00:00:00Z',
      Rule: 'no-hardcoded-key',
    });
    expect(list.all('a').map((link) => [link.attribute('href'), link.attribute('rel')])).toEqual([
      ['https://example.org/cause', 'noreferrer'],
      ['https://example.org/rule', 'noreferrer'],
    ]);
  });

  test('has no author where commits are not scanned', () => {
    const other = pageOf(outcome(source, [finding(source, 0, 1)]));
    expect(other.one('article').attribute('data-author')).toBe('');
    expect(other.all('select').map((select) => select.attribute('id'))).toEqual(['theme', 'severity', 'rule']);
    expect(page.all('select').map((select) => select.attribute('id'))).toEqual(['theme', 'severity', 'rule', 'author']);
  });
});

describe('the overview', () => {
  const warning = finding(source, 0, 1, { severity: 'warning', rule: 'no-unguarded-env', cause: { id: 'missing-or-empty', text: 'It is not set.', url: 'https://example.org' }, file: 'src/b.ts' });
  const unused = { file: 'src/c.ts', line: 4, column: 2, rule: 'no-client-key', message: 'Remove it.' };
  const page = pageOf(outcome(source, [finding(source, 0, 1, { key }), finding(source, 4, 5, { key }), warning], { unusedSuppressions: [unused], suppressed: 2, complete: false }));

  test('says in a sentence what there is', () => {
    expect(page.one('title').text).toBe('mistral-keys: 2 errors, 2 warnings');
    expect(page.one('h1').text).toBe('Mistral keys: 2 errors, 2 warnings');
    expect(page.one('header').one('p').text).toBe(
      '3 files of 3 need mending. 1 key must be revoked and replaced: whoever has seen the code has the key. Comments suppress 2 findings. Not everything could be read.',
    );
    expect(figures(page)).toEqual({ Errors: '2', Warnings: '2', 'Keys to revoke': '1', 'Files concerned': '3' });
  });

  test('draws the counts, and says them', () => {
    const bars = page.all('button', { 'data-filter': 'rule' });
    expect(bars.map(({ text }) => text)).toEqual(['no-hardcoded-key 2: 2 errors', 'no-unguarded-env 1: 1 warning', 'unused-suppression 1: 1 warning']);
    expect(bars.map((bar) => bar.all('rect').map((rect) => Number(rect.attribute('width'))))).toEqual([[100, 0], [0, 50], [0, 50]]);
    expect(page.all('button', { 'data-filter': 'file' }).map((bar) => bar.attribute('data-value'))).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts']);
    expect(page.all('button', { 'data-filter': 'author' })).toEqual([]);
  });

  test('says what the causes mean, and names each key once', () => {
    const meanings = page.one('dl', { class: 'meanings' });
    expect(meanings.all('dt').map(({ text }) => text)).toEqual(['The key is embedded.', 'It is not set.', 'Comments suppress nothing.']);
    expect(meanings.all('dd')[0]?.text).toContain('revoke and rotate the exposed key');
    expect(page.one('ul', { class: 'keys' }).text).toBe('aB3d…(32) 2 findings');
  });

  test('offers what there is to filter by', () => {
    expect(page.one('select', { id: 'rule' }).all('option').map((option) => [option.attribute('value'), option.text])).toEqual([
      ['', 'All rules'],
      ['no-hardcoded-key', 'no-hardcoded-key (2)'],
      ['no-unguarded-env', 'no-unguarded-env (1)'],
      ['unused-suppression', 'unused-suppression (1)'],
    ]);
    expect(page.one('datalist').all('option').map((option) => option.attribute('value'))).toEqual(['src/a.ts', 'src/b.ts', 'src/c.ts']);
  });
});

test('without findings it says so', () => {
  const page = pageOf(outcome(source, []));
  expect(page.one('h1').text).toBe('Mistral keys: no findings');
  expect(page.one('p', { class: 'clear' }).text).toBe('There is nothing to mend.');
  expect([...page.all('form'), ...page.all('article')]).toEqual([]);
  const incomplete = pageOf(outcome(source, [], { complete: false }));
  expect(incomplete.all('p', { class: 'clear' })).toEqual([]);
  expect(incomplete.one('main').text).toContain('Nothing was found in what could be read.');
});

test('5,000 findings are all there, folded', () => {
  const findings = Array.from({ length: 5000 }, (_, index) => finding(source, 0, 1, { file: `src/${index % 300}.ts` }));
  const page = pageOf(outcome(source, findings));
  expect(page.all('article').length).toBe(5000);
  expect(page.all('details').filter((details) => details.attribute('open') !== undefined)).toEqual([]);
  expect(figures(page)['Errors']).toBe('5,000');
  expect(page.all('button', { 'data-filter': 'file' }).length).toBe(10);
  expect(page.one('main').text).toContain('And 290 more.');
});

test('what was not read is listed', () => {
  const { result, sources } = outcome(source, []);
  const page = pageOf({ result: { ...result, summary: { ...result.summary, skipped: [{ file: 'b.ts', reason: 'gone' }] } }, sources });
  expect(page.one('ul', { class: 'skipped' }).text).toBe('b.ts: gone');
});

describe('the page', () => {
  const text = htmlReport(hostileOutcome(), settings);
  const page = Page.parse(text);

  test('may load nothing and run nothing but its own script and style', () => {
    const inside = (tag: string): string => text.slice(text.indexOf(`<${tag}>`) + tag.length + 2, text.indexOf(`</${tag}>`));
    const hash = (tag: string): string => `'sha256-${createHash('sha256').update(inside(tag)).digest('base64')}'`;
    expect(page.one('meta', { 'http-equiv': 'Content-Security-Policy' }).attribute('content')).toBe(
      `default-src 'none'; style-src ${hash('style')}; script-src ${hash('script')}; base-uri 'none'; form-action 'none'`,
    );
    expect(page.all('script').length).toBe(1);
    expect(() => new Script(inside('script'))).not.toThrow();
    const loading = page.all('*').flatMap((element) => element.attributes().filter(({ name }) => ['src', 'srcset', 'action', 'data', 'poster', 'background', 'style'].includes(name) || name.startsWith('on')));
    expect(loading).toEqual([]);
    expect(page.all('*').filter(({ tag }) => ['img', 'iframe', 'link', 'object', 'embed', 'base', 'video', 'audio', 'use'].includes(tag))).toEqual([]);
  });

  test('shows hostile names and texts as texts, and links only where we do', () => {
    const { findings, unusedSuppressions } = hostileOutcome().result;
    const shown = page.all('div', { class: 'file' }).map((file) => file.attribute('data-file'));
    expect(shown).toEqual([...findings, ...unusedSuppressions].map(({ file }) => clean(file).replace(/[\p{Surrogate}\uffff]/gu, '\ufffd')));
    expect(new Set(page.all('a').map((link) => link.attribute('href')))).toEqual(
      new Set(['#findings', 'https://example.org/cause', 'https://example.org/rule', 'https://console.mistral.ai/api-keys']),
    );
  });

  test('has names for whatever can be used, and refers to what exists', () => {
    const ids = page.all('*').flatMap((element) => element.attribute('id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const references = page.all('*').flatMap((element) => ['for', 'aria-labelledby', 'list'].flatMap((name) => element.attribute(name) ?? []));
    expect(references.filter((id) => !ids.includes(id))).toEqual([]);
    const labelled = page.all('label').map((label) => label.attribute('for'));
    for (const field of [...page.all('input'), ...page.all('select')]) expect(labelled).toContain(field.attribute('id'));
    for (const tag of ['header', 'main', 'footer', 'h1']) expect(page.all(tag).length).toBe(1);
    expect(page.one('form').attribute('role')).toBe('search');
    expect(page.one('p', { id: 'status' }).attribute('role')).toBe('status');
    expect(page.one('html').attribute('lang')).toBe('en');
  });
});
