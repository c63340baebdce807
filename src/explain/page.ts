import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Paint } from '../report/colours.js';

/** @returns the page of a rule for the terminal */
export function rulePageText(rule: string, paint: Paint): string {
  const manifest = createRequire(import.meta.url).resolve('eslint-plugin-mistral-keys/package.json');
  return terminalText(readFileSync(join(dirname(manifest), 'rules', `${rule}.md`), 'utf8'), paint);
}

/** The Markdown of our pages without its marks, as far as these are noise in a terminal. */
export function terminalText(markdown: string, paint: Paint): string {
  const lines: string[] = [];
  let inCode = false;
  for (const line of markdown.split('\n')) {
    if (/^<!--.*-->$/u.test(line)) continue;
    if (line.startsWith('```')) inCode = !inCode;
    else if (inCode) lines.push(`    ${paint('cyan', line)}`.trimEnd());
    else lines.push(plain(line, paint));
  }
  return `${lines.join('\n').replace(/\n{3,}/gu, '\n\n').trim()}\n`;
}

function plain(line: string, paint: Paint): string {
  const heading = /^#{1,6} (?<title>.*)$/u.exec(line)?.groups?.['title'];
  if (heading !== undefined) return paint('bold', heading);
  return line
    .replace(/^> /u, '')
    .replace(/\[(?<text>[^[\]]{1,200})\]\((?<url>[^()\s]{1,300})\)/gu, (_link, text: string, url: string) => (url.startsWith('http') ? `${text} (${url})` : text))
    .replace(/\*\*(?<text>[^*]{1,300})\*\*/gu, (_strong, text: string) => paint('bold', text))
    .replace(/`(?<text>[^`]{1,300})`/gu, (_code, text: string) => paint('cyan', text));
}
