import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { peakMemory, timeInPairs } from '../processes.mjs';
import { megabytes, memory, milliseconds, verdict } from '../table.mjs';

const budget = 1;
const goal = 0.5;
const commitCount = 10_000;

/** A scan of a whole history against git printing it. */
export async function history({ command, folder, history: given, rounds = 5, note }) {
  const cwd = given ?? join(folder, 'history');
  // In a process of its own: a small parent starts programs faster.
  if (given === undefined) execFileSync(process.execPath, [fileURLToPath(new URL('../tree/generate-history.mjs', import.meta.url)), cwd, String(commitCount)], { stdio: 'inherit' });
  const commits = spawnSync('git', ['rev-list', '--count', '--all'], { cwd, encoding: 'utf8' }).stdout.trim();
  const ours = { command: [...command, 'scan', '--history'], cwd, success: [0, 1] };
  const peer = { command: ['git', '--no-pager', 'log', '-p', '--all'], cwd, success: [0] };
  const { summary } = JSON.parse(spawnSync(ours.command[0], [...ours.command.slice(1), '--format', 'json'], { cwd, encoding: 'utf8', maxBuffer: 1 << 30 }).stdout);
  note(`${commits} commits; the scan read ${summary.files} contents (${megabytes(summary.bytes)}); findings: ${summary.findings}`);
  const measured = timeInPairs(ours, peer, { rounds, folder });
  note(`mistral-keys: ${memory(await peakMemory(ours))}; git log -p: ${memory(await peakMemory(peer))}`);
  return [
    {
      work: `history of ${commits} commits`,
      ours: milliseconds(measured.ours),
      peer: `git log -p: ${milliseconds(measured.peer)}`,
      figure: `${measured.ratio.toFixed(2)} ×`,
      budget: `≤ ${budget} ×`,
      goal: `${goal} ×`,
      verdict: verdict(measured.ratio, { budget, goal }),
    },
  ];
}
