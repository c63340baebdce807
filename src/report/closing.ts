import type { ScanResult } from '../scan/result.js';
import { colourOf, painter, type Paint } from './colours.js';

/** @returns what a scan amounts to, in one line */
export function closingLine({ summary, suppressed, known = 0, unusedSuppressions, complete }: ScanResult, paint: Paint = painter(false)): string {
  const found = [
    ...(summary.errors > 0 ? [paint(colourOf('error'), count(summary.errors, 'error'))] : []),
    ...(summary.warnings > 0 ? [paint(colourOf('warning'), count(summary.warnings, 'warning'))] : []),
    ...(summary.findings === 0 ? ['No findings'] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(known > 0 ? [`${known} known`] : []),
    ...(unusedSuppressions.length > 0 ? [count(unusedSuppressions.length, 'unused suppression')] : []),
  ];
  const scope = `${count(summary.files, 'file')} (${size(summary.bytes)}, ${summary.seconds.toFixed(2)} s)`;
  return `${found.join(', ')} in ${scope}${complete ? '.' : '; not everything could be read.'}`;
}

/** @returns the number and the noun in its form */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number} ${number === 1 ? noun : plural}`;
}

/** @returns a number of bytes in a unit that suits it */
export function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
