import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Skipped } from '../skipped.mjs';
import { milliseconds, verdict } from '../table.mjs';
import { Random } from '../tree/random.mjs';
import { typescript } from '../tree/typescript.mjs';

const budget = 1;
const goal = 0.1;
const fileCount = 300;

/** What the rules cost in files that have nothing to do with Mistral: nearly all files of nearly all projects. */
export async function eslintRules({ plugin, folder, note }) {
  if (!existsSync(plugin)) throw new Skipped(`${plugin} is not there: npm run build.`);
  const cwd = join(folder, 'lint');
  mkdirSync(cwd, { recursive: true });
  const random = new Random(7);
  for (let index = 0; index < fileCount; index += 1) {
    writeFileSync(join(cwd, `module${index}.ts`), typescript(random, random.size(2_500, 40_000), { siblings: [] }));
  }
  const script = fileURLToPath(new URL('lint.mjs', import.meta.url));
  const figures = JSON.parse(execFileSync(process.execPath, [script, cwd, plugin], { encoding: 'utf8' }));
  note(`whole lints in pairs, with the plugin against without: ${signed(figures.pairs)} % (the noise of this method is larger than the budget)`);
  note(`loading the plugin: ${milliseconds(figures.loading)}, once a run`);
  return [
    {
      work: `ESLint, ${fileCount} TypeScript files without Mistral`,
      ours: milliseconds(figures.ours),
      peer: `whole lint: ${milliseconds(figures.whole)}`,
      figure: `${figures.share.toFixed(2)} %`,
      budget: `≤ ${budget} %`,
      goal: 'unmeasurable',
      verdict: verdict(figures.share, { budget, goal }),
    },
  ];
}

function signed(percent) {
  return `${percent < 0 ? '' : '+'}${percent.toFixed(1)}`;
}
