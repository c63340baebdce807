// node lint.mjs FOLDER PLUGIN: lints the TypeScript files of a folder with the plugin's recommended config and without
// it, and prints how long that took, as JSON.
//
// The difference of two whole lints cannot show one per cent: two runs of the same differ by more. So the figure comes
// from inside one run: with `stats`, ESLint clocks every rule, its creation and its listeners, in every file. The share
// is what our rules took of the whole. Clocking costs time too, and our rules pay it in full; the figure is an upper
// bound. Whole lints in turns are printed as a check that no cost hides outside the rules.
import { pathToFileURL } from 'node:url';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { median } from '../statistics.mjs';

const rounds = 6;
const [folder, pluginFile] = process.argv.slice(2);

const loadingStarted = performance.now();
const { default: plugin } = await import(pathToFileURL(pluginFile).href);
const loading = performance.now() - loadingStarted;

const without = tseslint.configs.recommended;
const withPlugin = [...without, plugin.configs.recommended].flat();

async function lint(config, stats) {
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: config, stats });
  const start = process.cpuUsage();
  const results = await eslint.lintFiles(['**/*.ts']);
  const { user, system } = process.cpuUsage(start);
  const fatal = results.flatMap(({ filePath, messages }) => messages.filter((message) => message.fatal).map(({ message }) => `${filePath}: ${message}`));
  if (fatal.length > 0) throw new Error(`ESLint could not lint ${fatal[0]}`);
  return { results, processorTime: user + system };
}

/** Milliseconds of our rules, and of everything that ESLint did to the files, in one run. */
async function clocked() {
  const { results } = await lint(withPlugin, true);
  let ours = 0;
  let whole = 0;
  for (const pass of results.flatMap((result) => result.stats.times.passes)) {
    whole += pass.total;
    for (const [rule, { total }] of Object.entries(pass.rules ?? {})) {
      if (rule.startsWith('mistral-keys/')) ours += total;
    }
  }
  return { ours, whole, share: (ours / whole) * 100 };
}

/** How much more processor time a lint with the plugin took than the one beside it without, in per cent. */
async function pair(round) {
  const times = {};
  for (const name of round % 2 === 0 ? ['with', 'without'] : ['without', 'with']) {
    times[name] = (await lint(name === 'with' ? withPlugin : without, false)).processorTime;
  }
  return (times.with / times.without - 1) * 100;
}

await lint(withPlugin, false);
const clockedRuns = [];
const pairs = [];
for (let round = 0; round < rounds; round += 1) {
  clockedRuns.push(await clocked());
  pairs.push(await pair(round));
}
console.log(
  JSON.stringify({
    ours: median(clockedRuns.map((run) => run.ours)),
    whole: median(clockedRuns.map((run) => run.whole)),
    share: median(clockedRuns.map((run) => run.share)),
    pairs: median(pairs),
    loading,
  }),
);
