import type { Finding } from '../scan/finding.js';
import type { ScanOutcome } from '../scan/result.js';
import { closingLine } from './closing.js';
import { type Entry, entriesOf, gravestFirst, sentence } from './entries.js';
import { code, prose } from './markdown-text.js';
import { skippedLine } from './skipped.js';

/** The longest comment that GitHub takes, in characters. */
const longest = 65_536;

/** Room for what follows the last row. */
const reserve = 500;

/** By this a program that comments on a pull request finds its last comment, to put the new one in its place. */
const marker = '<!-- mistral-keys -->';

/** The report for a comment on a pull request, the gravest first. What does not fit is left out and counted. */
export function markdownReport(outcome: ScanOutcome): string {
  const { result } = outcome;
  const entries = gravestFirst(entriesOf(outcome));
  const head = [marker, `### mistral-keys: ${title(result.summary.errors, entries.length)}`, '', prose(closingLine(result)), ''];
  const table = ['| Severity | Place | What | How to mend it |', '| :-- | :-- | :-- | :-- |'];
  const links = linksOf(result.findings);
  let text = [...head, ...(entries.length === 0 ? [] : table)].join('\n');
  let shown = 0;
  for (const entry of entries) {
    const line = `\n${row(entry)}`;
    if (text.length + line.length + links.length > longest - reserve) break;
    text += line;
    shown++;
  }
  if (shown < entries.length) text += `\n\n**${entries.length - shown} more are left out:** a comment holds ${longest} characters. Run \`mistral-keys scan\` to see all.`;
  text += links;
  return `${text}${skippedList(outcome, longest - text.length - 1)}\n`;
}

/** The addresses of the rules' pages, once for all rows. */
function linksOf(findings: readonly Finding[]): string {
  const pages = new Map(findings.map(({ rule, url }) => [rule, url]));
  return pages.size === 0 ? '' : `\n\n${[...pages].map(([rule, url]) => `[${rule}]: ${url}`).join('\n')}`;
}

function title(errors: number, entries: number): string {
  if (entries === 0) return 'no findings';
  return errors > 0 ? 'keys are at risk' : 'some warnings';
}

function row({ rule, severity, file, line, column, message, finding }: Entry): string {
  const place = code(`${file}:${line}:${column}`);
  const name = finding === undefined ? prose(rule) : `[${rule}]`;
  const chain = (finding?.chain ?? []).map((link) => `<br>← ${code(`${link.file}:${link.line}`)} ${prose(link.note)}`).join('');
  const by = finding?.commit === undefined ? '' : `<br>${code(finding.commit.id.slice(0, 12))} ${prose(finding.commit.author)}`;
  const fix = finding === undefined ? '' : prose(sentence(finding.fix.text));
  return `| ${severity === 'error' ? '🔴 error' : '🟡 warning'} | ${place}${by} | ${name}: ${prose(message)}${chain} | ${fix} |`;
}

/** What was not read, as far as there is room for it. */
function skippedList({ result }: ScanOutcome, room: number): string {
  const { skipped } = result.summary;
  if (skipped.length === 0) return '';
  const head = `\n\n**Not read:** ${skipped.length}\n`;
  let list = '';
  for (const one of skipped) {
    const line = `\n- ${prose(skippedLine(one))}`;
    if (head.length + list.length + line.length > room) break;
    list += line;
  }
  return head.length > room ? '' : head + list;
}
