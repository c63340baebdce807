import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stageAll } from '../repository.mjs';
import { peakMemory, timeInPairs } from '../processes.mjs';
import { memory, milliseconds, verdict } from '../table.mjs';

const client = `import { Mistral } from '@mistralai/mistralai';

const apiKey = process.env.MISTRAL_API_KEY;
if (!apiKey) throw new Error('MISTRAL_API_KEY is not set.');

export const client = new Mistral({ apiKey });
`;

const others = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [
    `src/part${index}.ts`,
    `export function part${index}(values: readonly number[]): number {\n  return values.reduce((sum, value) => sum + value, ${index});\n}\n`,
  ]),
);

const cases = [
  { name: 'nothing', work: 'hook: 10 staged files without Mistral', files: others, budget: 2, goal: 1.5 },
  { name: 'client', work: 'hook: 1 staged TypeScript file with a client', files: { 'src/client.ts': client }, budget: 3, goal: 2 },
];

/** What a commit of a few files waits for, against a Node that does nothing. */
export async function startUp({ command, folder, rounds = 31, note }) {
  const results = [];
  for (const { name, work, files, budget, goal } of cases) {
    const cwd = join(folder, name);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(cwd, path)), { recursive: true });
      writeFileSync(join(cwd, path), text);
    }
    stageAll(cwd);
    const ours = { command: [...command, 'scan', '--staged'], cwd, success: [0] };
    const peer = { command: [process.execPath, '-e', '0'], cwd, success: [0] };
    const measured = timeInPairs(ours, peer, { rounds, folder });
    note(`${name}: ${memory(await peakMemory(ours))}; node -e 0: ${memory(await peakMemory(peer))}`);
    results.push({
      work,
      ours: milliseconds(measured.ours),
      peer: `node -e 0: ${milliseconds(measured.peer)}`,
      figure: `${measured.ratio.toFixed(2)} ×`,
      budget: `≤ ${budget} ×`,
      goal: `${goal} ×`,
      verdict: verdict(measured.ratio, { budget, goal }),
    });
  }
  return results;
}
