import type { ScanOutcome } from '../scan/result.js';
import { clean, cleanJson } from './clean.js';
import { entriesOf, sentence } from './entries.js';

/**
 * The report as GitLab's Code Quality takes it ("Code Quality report format" in its documentation). Descriptions are one
 * line of plain text.
 */
export function gitlabCodeQualityReport(outcome: ScanOutcome): string {
  const issues = entriesOf(outcome).map(({ rule, severity, file, line, endLine, message, fingerprint, finding }) => ({
    type: 'issue',
    check_name: rule,
    description: clean(finding === undefined ? message : `${message} ${sentence(finding.fix.text)}`),
    categories: [finding === undefined ? 'Clarity' : 'Security'],
    severity: severity === 'error' ? 'critical' : 'minor',
    fingerprint,
    location: { path: file, lines: { begin: line, end: endLine } },
  }));
  return `${cleanJson(JSON.stringify(issues, undefined, 2))}\n`;
}
