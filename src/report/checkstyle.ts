import type { ScanOutcome } from '../scan/result.js';
import { byFile, type Entry, entriesOf } from './entries.js';
import { attributes, xmlDeclaration } from './xml.js';

/** The report in the form of Checkstyle's XMLLogger, which Jenkins, reviewdog and others read. */
export function checkstyleReport(outcome: ScanOutcome): string {
  const files = byFile(entriesOf(outcome));
  const elements = [...files].map(([file, entries]) => `  <file${attributes({ name: file })}>\n${entries.map(errorElement).join('')}  </file>\n`);
  // The version is that of the form, which readers look at, not that of this program.
  return `${xmlDeclaration}<checkstyle version="4.3">\n${elements.join('')}</checkstyle>\n`;
}

function errorElement({ line, column, severity, message, rule }: Entry): string {
  return `    <error${attributes({ line, column, severity, message, source: `mistral-keys.${rule}` })}/>\n`;
}
