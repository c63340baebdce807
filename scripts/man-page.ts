import { generalOptions, type HelpItem, type HelpPage, type HelpSection, itemsOf } from '../src/cli/help-pages.js';

/** @returns the man page of the command, in the macros of man(7) */
export function manPage(pages: readonly HelpPage[], version: string): string {
  return [
    String.raw`.\" Written by npm run docs.`,
    `.TH MISTRAL\\-KEYS 1 "" "mistral\\-keys ${escaped(version)}"`,
    '.SH NAME',
    escaped('mistral-keys - find Mistral AI keys in code, and misuse of them'),
    '.SH SYNOPSIS',
    ...pages.flatMap(({ usage }) => usage).flatMap((line) => [escaped(line), '.br']),
    '.SH OPTIONS',
    ...items(generalOptions.map(({ shown, text }) => ({ head: shown, text }))),
    '.SH COMMANDS',
    ...pages.flatMap(commandPart),
    '.SH SEE ALSO',
    '.BR git (1),',
    '.BR eslint (1)',
    '',
  ].join('\n');
}

function commandPart({ command, summary, sections }: HelpPage): string[] {
  return [`.SS ${command}`, escaped(`${summary}.`), ...sections.flatMap(sectionPart)];
}

function sectionPart({ title, text }: HelpSection): string[] {
  if (!text.startsWith('  ')) return ['.PP', ...`${title === undefined ? '' : `${title}: `}${text}`.split('\n').map(escaped)];
  const list = itemsOf(text);
  const body = list.every((item) => item.text === '') ? ['.nf', ...list.map(({ head }) => escaped(`    ${head}`)), '.fi'] : items(list);
  return ['.PP', `${escaped(title ?? '')}:`, ...body];
}

function items(list: readonly HelpItem[]): string[] {
  return list.flatMap(({ head, text }) => ['.TP', String.raw`\fB${escaped(head)}\fR`, escaped(text)]);
}

/** Dashes are to be copied as they stand; what is not ASCII is named by its number; a dot in front would be a command. */
function escaped(text: string): string {
  const safe = text
    .replaceAll('\\', String.raw`\e`)
    .replaceAll('-', String.raw`\-`)
    .replaceAll(/[^\0-\u007f]/gu, (letter) => `\\[u${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`);
  return /^[.']/u.test(safe) ? `\\&${safe}` : safe;
}
