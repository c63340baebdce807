import type { Entry } from '../entries.js';
import { attributes, escapeXml } from '../xml.js';
import { tallies, total } from './tally.js';

/** So many files are offered while one types the name of one. */
const offeredFiles = 500;

/** The form that filters the findings. It is hidden until the script that it needs runs. */
export function filterForm(entries: readonly Entry[]): string {
  const authors = choice('author', 'Author', 'All authors', entries, ({ finding }) => finding?.commit?.author ?? '');
  const files = tallies(entries, ({ file }) => file).slice(0, offeredFiles);
  return `<form id="filters" class="card filters" role="search" aria-label="Filter the findings" hidden>
<h2>Filter</h2>
<div><label for="text">Text</label><input id="text" name="text" type="search" placeholder="Words in the finding" autocomplete="off" spellcheck="false"></div>
${choice('severity', 'Severity', 'Errors and warnings', entries, ({ severity }) => severity)}
${choice('rule', 'Rule', 'All rules', entries, ({ rule }) => rule)}
<div><label for="file">File</label><input id="file" name="file" type="search" placeholder="Part of the path" list="files" autocomplete="off" spellcheck="false">
<datalist id="files">${files.map(({ name }) => `<option${attributes({ value: name })}></option>`).join('')}</datalist></div>
${authors}<button type="reset" class="plain">Reset</button>
</form>`;
}

/** A choice among what the findings have, or nothing where none has any. */
function choice(id: string, label: string, all: string, entries: readonly Entry[], nameOf: (entry: Entry) => string): string {
  const options = tallies(entries, nameOf);
  if (options.length === 0) return '';
  const list = options.map((tally) => `<option${attributes({ value: tally.name })}>${escapeXml(tally.name)} (${total(tally)})</option>`).join('');
  return `<div><label for="${id}">${label}</label><select id="${id}" name="${id}" autocomplete="off"><option value="">${all}</option>${list}</select></div>\n`;
}
