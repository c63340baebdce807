import type { Finding } from '../../scan/finding.js';
import type { FindingSource } from '../../scan/result.js';
import { type Entry, sentence } from '../entries.js';
import { frameOf } from '../frame.js';
import { attributes, escapeXml } from '../xml.js';
import { counted } from './tally.js';
import { textHtml } from './text.js';

/** The findings of one file, each folded up behind its message. */
export function fileSection(file: string, entries: readonly Entry[], sources: ReadonlyMap<string, FindingSource>, open: boolean): string {
  const findings = entries.map((entry) => article(entry, sources.get(file), open)).join('\n');
  const heading = `<h3><code>${escapeXml(file)}</code> <span class="number">${counted(entries.length, 'finding')}</span></h3>`;
  return `<div class="file"${attributes({ 'data-file': file })}>\n${heading}\n${findings}\n</div>`;
}

function article(entry: Entry, source: FindingSource | undefined, open: boolean): string {
  const { severity, rule, line, column, message, finding } = entry;
  const data = { class: `finding ${severity}`, 'data-severity': severity, 'data-rule': rule, 'data-author': finding?.commit?.author ?? '' };
  return `<article${attributes(data)}><details${open ? ' open' : ''}>
<summary><span class="severity">${severity === 'error' ? '● error' : '▲ warning'}</span>
<span class="message">${escapeXml(message)}</span>
<span class="where">${escapeXml(rule)}, line ${line}:${column}</span></summary>
<div class="body">
${finding === undefined ? '' : details(finding, source)}</div></details></article>`;
}

function details(finding: Finding, source: FindingSource | undefined): string {
  const { cause, symptom, fix, url, key, chain = [], commit } = finding;
  return `${source === undefined ? '' : frame(finding, source)}<p class="fix"><strong>Fix</strong> ${escapeXml(sentence(fix.text))}</p>
<dl>
<dt>Symptom</dt><dd>${escapeXml(symptom)}</dd>
<dt>Cause</dt><dd>${textHtml(cause.text)} ${link(cause.url, 'Documentation')}</dd>
${chain.length === 0 ? '' : `<dt>Chain</dt><dd><ol>${chain.map((step) => `<li><code>${escapeXml(`${step.file}:${step.line}`)}</code> ${escapeXml(step.note)}</li>`).join('')}</ol></dd>\n`}${
    key === undefined ? '' : `<dt>Key</dt><dd><code>${escapeXml(key.redacted)}</code>, fingerprint <code>${escapeXml(key.fingerprint)}</code></dd>\n`
  }${
    commit === undefined ? '' : `<dt>Commit</dt><dd><code>${escapeXml(commit.id.slice(0, 12))}</code> ${escapeXml(commit.subject)}, by ${escapeXml(commit.author)}, ${escapeXml(commit.date)}</dd>\n`
  }<dt>Rule</dt><dd>${link(url, finding.rule)}</dd>
</dl>`;
}

/** The lines of the finding, the finding itself marked. */
function frame(finding: Finding, source: FindingSource): string {
  const { above, line, below } = frameOf(finding, source);
  const row = (number: number, html: string, name = ''): string => `<span${name}><i>${number}</i><b>${html}</b></span>`;
  const rows = [
    ...(above === undefined ? [] : [row(finding.line - 1, escapeXml(above))]),
    row(finding.line, `${escapeXml(line.before)}<mark>${escapeXml(line.marked)}</mark>${escapeXml(line.after)}`, ' class="here"'),
    ...(below === undefined ? [] : [row(finding.line + 1, escapeXml(below))]),
  ];
  return `<pre class="frame">${rows.join('')}</pre>\n`;
}

function link(url: string, text: string): string {
  return `<a${attributes({ href: url, rel: 'noreferrer' })}>${escapeXml(text)}</a>`;
}
