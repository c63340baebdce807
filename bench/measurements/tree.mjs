import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isInstalled, peakMemory, timeInPairs } from '../processes.mjs';
import { trackedFiles } from '../repository.mjs';
import { megabytes, memory, milliseconds, verdict } from '../table.mjs';

const budget = 4;
const goal = 2.5;

/** A scan of a whole repository against searches for the one word. */
export async function tree({ command, folder, files, tree: given, rounds = 9, note }) {
  const cwd = given ?? join(folder, 'tree');
  if (given === undefined) {
    // In a process of its own: a small parent starts programs faster than one that has just built 80 MB of text.
    execFileSync(process.execPath, [fileURLToPath(new URL('../tree/generate.mjs', import.meta.url)), cwd, String(files)], { stdio: 'inherit' });
  }
  const tracked = trackedFiles(cwd);
  const bytes = tracked.reduce((sum, file) => sum + statSync(join(cwd, file)).size, 0);
  const about = spawnSync('git', ['grep', '-l', '-i', 'mistral'], { cwd, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout.split('\n').length - 1;
  note(`${tracked.length} files, ${megabytes(bytes)}, ${about} of them name Mistral`);

  const ours = { command: [...command, 'scan', '.'], cwd, success: [0, 1] };
  note(whatWasScanned(ours, tracked.length));
  note(`mistral-keys: ${memory(await peakMemory(ours))}`);

  const results = [];
  for (const peer of peers(cwd)) {
    const name = peer.command.join(' ');
    if (!isInstalled(peer.command[0])) {
      note(`${peer.command[0]} is not installed: no figure for the budget, which is a ratio to it.`);
      continue;
    }
    const measured = timeInPairs(ours, peer, { rounds, folder });
    note(`${name}: ${memory(await peakMemory(peer))}`);
    results.push({
      work: `tree of ${tracked.length} files`,
      ours: milliseconds(measured.ours),
      peer: `${name}: ${milliseconds(measured.peer)}`,
      figure: `${measured.ratio.toFixed(2)} ×`,
      ...(peer.budgeted
        ? { budget: `≤ ${budget} ×`, goal: `${goal} ×`, verdict: verdict(measured.ratio, { budget, goal }) }
        : { verdict: 'no budget' }),
    });
  }
  return results;
}

/** Status 1 is "no match" for both. */
function peers(cwd) {
  return [
    { command: ['rg', '-i', 'mistral', '.'], cwd, success: [0, 1], budgeted: true },
    { command: ['git', 'grep', '-i', 'mistral'], cwd, success: [0, 1], budgeted: false },
  ];
}

/** A fast scan that skips files proves nothing, so the report's own count is shown beside the tree's. */
function whatWasScanned(job, expected) {
  const run = spawnSync(job.command[0], [...job.command.slice(1), '--format', 'json'], { cwd: job.cwd, encoding: 'utf8', maxBuffer: 1 << 30 });
  try {
    const { summary } = JSON.parse(run.stdout);
    const complete = summary.files === expected ? '' : `, not the ${expected} of the tree`;
    return `the scan read ${summary.files} files${complete}; findings: ${summary.findings}`;
  } catch {
    return 'the command printed no JSON report, so what it read is not known';
  }
}
