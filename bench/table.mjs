/**
 * @typedef {object} Result one line of the table
 * @property {string} work what was measured
 * @property {string} [ours] what it took
 * @property {string} [peer] what the peer took, or what the figure is a share of
 * @property {string} [figure] the ratio or size that the budget speaks of
 * @property {string} [budget]
 * @property {string} [goal] the next goal
 * @property {'within' | 'goal reached' | 'over' | 'no budget' | 'skipped' | 'failed'} verdict
 */

const columns = [
  ['work', 'work'],
  ['ours', 'mistral-keys'],
  ['peer', 'peer'],
  ['figure', 'figure'],
  ['budget', 'budget'],
  ['goal', 'next goal'],
  ['verdict', 'verdict'],
];

/** @param {readonly Result[]} results */
export function resultTable(results) {
  const rows = [columns.map(([, title]) => title), ...results.map((result) => columns.map(([key]) => result[key] ?? ''))];
  const widths = columns.map((_, index) => Math.max(...rows.map((row) => row[index].length)));
  const lines = rows.map((row) => row.map((cell, index) => cell.padEnd(widths[index])).join('  ').trimEnd());
  lines.splice(1, 0, widths.map((width) => '-'.repeat(width)).join('  '));
  return lines.join('\n');
}

/** @returns {Result['verdict']} of a figure that had better be small */
export function verdict(figure, { budget, goal }) {
  if (figure <= goal) return 'goal reached';
  return figure <= budget ? 'within' : 'over';
}

/** @param {number} time in milliseconds */
export function milliseconds(time) {
  return time < 10 ? `${time.toFixed(1)} ms` : `${time.toFixed(0)} ms`;
}

/** @param {number} bytes */
export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @param {number | undefined} bytes as `peakMemory` returns them */
export function memory(bytes) {
  return bytes === undefined ? 'memory not measured on this system' : `${megabytes(bytes)} at most`;
}
