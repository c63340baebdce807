import { causes } from '../../../rules/causes.js';
import { type Entry, unusedSuppression } from '../entries.js';
import { attributes, escapeXml } from '../xml.js';
import { counted, figure, gravity, type Tally, tallies, total } from './tally.js';
import { textHtml } from './text.js';

/** So many files, keys and authors are drawn; the rest is counted. */
const drawn = 10;

/** What a report amounts to, for readers in a hurry: figures, charts, and what the rules are about. */
export function overview(entries: readonly Entry[]): string {
  return `${figures(entries)}
<div class="pair">
<div class="stack">
${chart('By rule', 'rule', tallies(entries, ({ rule }) => rule))}
${authors(entries)}${keys(entries)}</div>
<div class="stack">
${chart('By file', 'file', tallies(entries, ({ file }) => file))}
</div>
</div>
${meanings(entries)}`;
}

function figures(entries: readonly Entry[]): string {
  const errors = entries.filter(({ severity }) => severity === 'error').length;
  const card = (label: string, value: number, name: string): string => `<div class="${value === 0 ? 'good' : name}"><dt>${label}</dt><dd>${figure(value)}</dd></div>`;
  return `<section class="card" aria-labelledby="figures"><h2 id="figures" class="hint">In figures</h2><dl class="figures">
${card('Errors', errors, 'error')}
${card('Warnings', entries.length - errors, 'warning')}
${card('Keys to revoke', keysOf(entries).length, 'error')}
${card('Files concerned', new Set(entries.map(({ file }) => file)).size, '')}
</dl></section>`;
}

/** Bars that say it in words, too; a click filters by one. */
function chart(title: string, filter: string, all: readonly Tally[]): string {
  const shown = all.slice(0, drawn);
  const most = Math.max(...shown.map(total), 1);
  const bars = shown.map((tally) => {
    const { name, errors, warnings } = tally;
    // What is there at all is seen.
    const width = (value: number): string => (value === 0 ? 0 : Math.max(0.8, (100 * value) / most)).toFixed(2);
    const rects = `<rect class="error" width="${width(errors)}" height="8"/><rect class="warning" x="${width(errors)}" width="${width(warnings)}" height="8"/>`;
    return `<li><button type="button"${attributes({ 'data-filter': filter, 'data-value': name })}><span class="label">${escapeXml(name)}</span> <span class="number" aria-hidden="true">${figure(total(tally))}</span><span class="hint">: ${gravity(tally)}</span>
<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">${rects}</svg></button></li>`;
  });
  const rest = all.length > shown.length ? `<p>And ${figure(all.length - shown.length)} more.</p>` : '';
  return `<section class="card" aria-labelledby="chart-${filter}"><h2 id="chart-${filter}">${title}</h2><ul class="chart">\n${bars.join('\n')}\n</ul>${rest}</section>`;
}

function authors(entries: readonly Entry[]): string {
  const all = tallies(entries, ({ finding }) => finding?.commit?.author ?? '');
  return all.length === 0 ? '' : `${chart('By author', 'author', all)}\n`;
}

/** What each documented cause means, and what to do about it. */
function meanings(entries: readonly Entry[]): string {
  const ofCauses = tallies(entries, ({ finding }) => finding?.cause.text ?? '');
  const fixes = new Map<string, string>(entries.flatMap(({ finding }) => (finding === undefined ? [] : [[finding.cause.text, causes[finding.cause.id].fix]])));
  const unused = entries.filter(({ rule }) => rule === unusedSuppression).length;
  const items = ofCauses.map((tally) => `<dt>${textHtml(tally.name)}</dt><dd>${textHtml(fixes.get(tally.name) ?? '')}</dd><dd>${counted(total(tally), 'finding')}</dd>`);
  if (unused > 0) items.push(`<dt>Comments suppress nothing.</dt><dd>Remove them: they would hide the next finding at their place.</dd><dd>${counted(unused, 'comment')}</dd>`);
  return `<section class="card" aria-labelledby="meanings"><h2 id="meanings">What it means, what to do</h2><dl class="meanings">\n${items.map((item) => `<div>${item}</div>`).join('\n')}\n</dl></section>`;
}

function keys(entries: readonly Entry[]): string {
  const all = keysOf(entries);
  if (all.length === 0) return '';
  const items = all.slice(0, drawn).map(({ redacted, findings }) => `<li><code>${escapeXml(redacted)}</code> ${counted(findings, 'finding')}</li>`);
  const rest = all.length > items.length ? `And ${figure(all.length - items.length)} more. ` : '';
  return `<section class="card" aria-labelledby="keys-title"><h2 id="keys-title">Keys to revoke</h2><ul class="keys">\n${items.join('\n')}\n</ul>
<p>${rest}Revoke them at <a href="https://console.mistral.ai/api-keys" rel="noreferrer">console.mistral.ai</a>: create a new key, deploy it, delete the old one.</p></section>
`;
}

/** Each key once, the one in the most findings first. */
function keysOf(entries: readonly Entry[]): { redacted: string; findings: number }[] {
  const known = new Map<string, { redacted: string; findings: number }>();
  for (const { finding } of entries) {
    if (finding?.key === undefined) continue;
    const key = known.get(finding.key.fingerprint) ?? { redacted: finding.key.redacted, findings: 0 };
    key.findings++;
    known.set(finding.key.fingerprint, key);
  }
  return [...known.values()].sort((one, other) => other.findings - one.findings);
}
