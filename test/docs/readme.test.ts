import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { run } from '../../src/cli/run.js';

const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...readdirSync('rules').filter((file) => file.endsWith('.md')).map((file) => `rules/${file}`)];
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { files: string[]; scripts: Record<string, string>; version: string };

/** What differs from run to run. */
function withoutTime(text: string): string {
  return text.replace(/ \d+\.\d\d s\)/u, ' … s)');
}

describe('README', () => {
  const readme = readFileSync('README.md', 'utf8');

  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  });

  const commands = [...readme.matchAll(/^```console\n\$ node dist\/cli\.js scan ([^\n]+)\n(.*?)^```$/gmsu)].map(([, paths = '', shown = '']) => ({ paths, shown }));

  test('begins with a command', () => {
    expect(commands.length).toBeGreaterThan(1);
    expect(readme.slice(0, readme.indexOf('```console')).split('\n').length).toBeLessThan(8);
  });

  test.each(commands)('shows what is printed by a scan of $paths', async ({ paths, shown }) => {
    vi.stubEnv('NO_COLOR', '1');
    vi.stubEnv('FORCE_COLOR', undefined);
    let printed = '';
    vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
      printed += String(chunk);
      return true;
    });
    expect(await run(['scan', ...paths.split(' ')])).toBe(1);
    expect(withoutTime(shown)).toBe(withoutTime(printed));
  });

  test('names the released version of the action, the template and the hook', () => {
    const versions = [...readme.matchAll(/\bv(\d+\.\d+\.\d+)\b/gu)].map(([, version]) => version);
    expect(new Set(versions)).toEqual(new Set([manifest.version]));
  });

  test('has pictures that are there, are small, and are told in words; the package has none', () => {
    const words = [...readme.matchAll(/<img [^>]*alt="([^"]*)"/gu)].map(([, text = '']) => text);
    const sources = [...readme.matchAll(/(?:src|srcset)="([^"]+)"/gu)].map(([, file = '']) => file);
    expect(words.length).toBeGreaterThan(0);
    for (const text of words) expect(text.length).toBeGreaterThan(40);
    for (const file of sources) {
      expect(statSync(file).size).toBeLessThan(200_000);
      expect(manifest.files.some((shipped) => file.startsWith(shipped))).toBe(false);
    }
  });

  test.each([
    ['Try it', 'npm ci && npm run build && node dist/cli.js scan fixtures/apps'],
    ['Test it', 'npm ci && npm test'],
  ])('"%s" begins with one line that a newcomer can run', (heading, command) => {
    expect(readme).toContain(`\n## ${heading}\n\n\`\`\`sh\n${command}\n\`\`\`\n`);
  });
});

describe.each(pages)('%s', (page) => {
  const text = readFileSync(page, 'utf8');

  test('links to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)/gu)].map(([, link = '']) => join(dirname(page), link));
    expect(links.filter((link) => !existsSync(link))).toEqual([]);
  });

  test('names npm scripts that exist', () => {
    const scripts = [...text.matchAll(/npm run ([a-z:-]+)/gu)].map(([, script = '']) => script);
    expect(scripts.filter((script) => !(script in manifest.scripts))).toEqual([]);
  });
});

test('the changelog has an entry for the version', () => {
  expect(readFileSync('CHANGELOG.md', 'utf8')).toMatch(new RegExp(`^## \\[(?:Unreleased|${manifest.version.replaceAll('.', '\\.')})\\]`, 'mu'));
});
