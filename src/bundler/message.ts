import { clean } from '../report/clean.js';
import { painter } from '../report/colours.js';
import { findingText } from '../report/finding-text.js';
import type { Inspection, Leak } from './inspect.js';

/** What a build fails with: the findings as the scanner shows them, and the module that each key came with. */
export function buildMessage({ leaks, sources }: Inspection): string {
  const paint = painter(false);
  const keys = leaks.length === 1 ? 'A Mistral API key' : `${String(leaks.length)} Mistral API keys`;
  const blocks = leaks.map((leak) => [findingText(leak.finding, sources.get(leak.finding.file), paint), ...moduleLine(leak)].join('\n'));
  return [`${keys} would reach the browser with this build.`, ...blocks].join('\n\n');
}

function moduleLine({ module }: Leak): string[] {
  return module === undefined ? [] : [`  from:  ${clean(module)} brought the key into this file`];
}
