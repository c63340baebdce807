import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { manPage } from '../../scripts/man-page.js';
import { helpPages } from '../../src/cli/help-pages.js';

const page = manPage(helpPages, '1.2.3');

test('each command, option and example is in the man page', () => {
  const plain = page.replaceAll('\\-', '-');
  for (const { command, options } of helpPages) {
    expect(plain).toContain(`\n.SS ${command}\n`);
    for (const { name } of options) expect(plain).toContain(`\n\\fB${name}`);
  }
  expect(plain).toContain('\n.nf\n    mistral-keys scan\n');
  expect(page).toContain('"mistral\\-keys 1.2.3"');
});

test('what is written stands for itself: no line is taken for a command, no letter is beyond ASCII', () => {
  const commands = new Set(['.\\"', '.TH', '.SH', '.SS', '.PP', '.TP', '.br', '.nf', '.fi', '.BR']);
  expect(page.split('\n').filter((line) => /^[.']/u.test(line) && !commands.has(line.split(' ')[0] ?? ''))).toEqual([]);
  expect(page).toMatch(/^[\n\u0020-\u007e]+$/u);
  expect(page).toContain('[paths\\[u2026]]');
});

test.skipIf(spawnSync('groff', ['--version']).status !== 0)('groff has nothing to warn of', () => {
  expect(spawnSync('groff', ['-man', '-ww', '-z'], { input: page, encoding: 'utf8' })).toMatchObject({ status: 0, stdout: '', stderr: '' });
});
