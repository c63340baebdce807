// Measures the built package against its budgets: `npm run bench`, or `node bench/run.mjs --help`.
import { rm } from 'node:fs/promises';
import { mkdtempSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { eslintRules } from './measurements/eslint-rules.mjs';
import { history } from './measurements/history.mjs';
import { installedSize } from './measurements/installed-size.mjs';
import { startUp } from './measurements/start-up.mjs';
import { tree } from './measurements/tree.mjs';
import { readOptions, usage } from './options.mjs';
import { Skipped } from './skipped.mjs';
import { resultTable } from './table.mjs';

const measurements = { 'start-up': startUp, tree, history, eslint: eslintRules, size: installedSize };

/** Runs the chosen measurements one after another; what one of them cannot measure stops none of the others. */
async function bench(options) {
  const folder = mkdtempSync(join(tmpdir(), 'mistral-keys-bench-'));
  const results = [];
  console.log(`Node ${process.versions.node}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  console.log(`Command: ${options.command.join(' ')}`);
  try {
    for (const [name, measure] of Object.entries(measurements)) {
      if (!options.only.includes(name)) continue;
      console.log(`\n${name}`);
      try {
        results.push(...(await measure({ ...options, folder, note: (line) => console.log(`  ${line}`) })));
      } catch (error) {
        console.log(`  ${error instanceof Error ? error.message : String(error)}`);
        results.push({ work: name, verdict: error instanceof Skipped ? 'skipped' : 'failed' });
      }
    }
  } finally {
    if (options.keep) console.log(`\nKept: ${folder}`);
    else await rm(folder, { recursive: true, force: true });
  }
  console.log(`\n${resultTable(results)}`);
  if (results.some((result) => result.verdict === 'failed')) process.exitCode = 1;
}

try {
  const options = readOptions(process.argv.slice(2), Object.keys(measurements));
  if (options.help) console.log(usage(Object.keys(measurements)));
  else await bench(options);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
