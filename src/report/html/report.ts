import { createHash } from 'node:crypto';
import type { ScanOutcome } from '../../scan/result.js';
import { size } from '../closing.js';
import { byFile, type Entry, entriesOf } from '../entries.js';
import type { ReportSettings } from '../format.js';
import { skippedLine } from '../skipped.js';
import { escapeXml } from '../xml.js';
import { filterForm } from './filters.js';
import { fileSection } from './findings.js';
import { overview } from './overview.js';
import { script } from './script.js';
import { style } from './style.js';
import { counted, figure, gravity } from './tally.js';

/** Up to this many findings are unfolded from the start. */
const unfolded = 20;

/** With more than this many the browser lays out only those in sight. */
const long = 200;

/**
 * The report as one page that needs nothing else: it loads nothing, and works from the disk. Everything is in the markup;
 * the script only filters.
 */
export function htmlReport(outcome: ScanOutcome, { tool, finished }: ReportSettings): string {
  const { summary, complete } = outcome.result;
  const entries = entriesOf(outcome);
  const errors = entries.filter(({ severity }) => severity === 'error').length;
  const found = gravity({ errors, warnings: entries.length - errors });
  const sections = [...byFile(entries)].map(([file, ofFile]) => fileSection(file, ofFile, outcome.sources, entries.length <= unfolded));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${escapeXml(`${tool.name} ${tool.version}`)}">
<title>${escapeXml(tool.name)}: ${found}</title>
<style>${style}</style>
</head>
<body${entries.length > long ? ' class="long"' : ''}>
<a class="skip" href="#findings">Skip to the findings</a>
<header>
<div>
<h1>Mistral keys: ${found}</h1>
<p>${headline(outcome, entries)}</p>
</div>
<div class="themes" hidden><label for="theme">Colours</label><select id="theme" class="plain" autocomplete="off">
<option value="">As the system</option><option value="light">Light</option><option value="dark">Dark</option>
</select></div>
</header>
<main>
${entries.length === 0 ? '' : overview(entries)}
<div class="work">
${entries.length === 0 ? '' : filterForm(entries)}
<section id="findings" tabindex="-1" aria-labelledby="findings-title">
<div class="bar"><h2 id="findings-title">Findings</h2>
<p class="status" id="status" role="status">${counted(entries.length, 'finding')}</p>
<div id="tools" hidden><button type="button" class="plain" id="open">Unfold all</button><button type="button" class="plain" id="close">Fold all</button></div></div>
${entries.length === 0 ? nothingFound(complete) : '<p class="card" id="nothing" hidden>No finding matches the filters.</p>'}
${sections.join('\n')}
</section>
</div>
${skippedSection(outcome)}
</main>
<footer><p>${escapeXml(`${tool.name} ${tool.version}`)}, <time datetime="${finished.toISOString()}">${finished.toISOString().slice(0, 16).replace('T', ' ')} UTC</time>.
${counted(summary.files, 'file')} (${size(summary.bytes)}) in ${summary.seconds.toFixed(2)} s. Keys are masked; this page loads and sends nothing.</p></footer>
<script>${script}</script>
</body>
</html>
`;
}

/** Nothing may be loaded, and only the style and the script of this page count. */
function policy(): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return ["default-src 'none'", `style-src ${hash(style)}`, `script-src ${hash(script)}`, "base-uri 'none'", "form-action 'none'"].join('; ');
}

/** What a reader who reads one sentence should know. */
function headline({ result }: ScanOutcome, entries: readonly Entry[]): string {
  const { summary, complete, findings, suppressed } = result;
  const keys = new Set(findings.flatMap(({ key }) => key?.fingerprint ?? [])).size;
  const files = new Set(entries.map(({ file }) => file)).size;
  return [
    files === 0 ? `${counted(summary.files, 'file')} scanned.` : `${counted(files, 'file')} of ${figure(summary.files)} ${files === 1 ? 'needs' : 'need'} mending.`,
    ...(keys === 0 ? [] : [`${counted(keys, 'key')} must be revoked and replaced: whoever has seen the code has the ${keys === 1 ? 'key' : 'keys'}.`]),
    ...(suppressed > 0 ? [`Comments suppress ${counted(suppressed, 'finding')}.`] : []),
    ...(complete ? [] : ['Not everything could be read.']),
  ].join(' ');
}

function nothingFound(complete: boolean): string {
  if (complete) return '<p class="card clear">There is nothing to mend.</p>';
  return '<p class="card">Nothing was found in what could be read. What could not be read is listed below.</p>';
}

function skippedSection({ result }: ScanOutcome): string {
  const { skipped } = result.summary;
  if (skipped.length === 0) return '';
  const items = skipped.map((one) => `<li>${escapeXml(skippedLine(one))}</li>`).join('\n');
  return `<section class="card" aria-labelledby="skipped"><h2 id="skipped">Not read (${skipped.length})</h2><ul class="skipped" tabindex="0" aria-labelledby="skipped">\n${items}\n</ul></section>`;
}
