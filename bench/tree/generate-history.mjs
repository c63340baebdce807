// node generate-history.mjs FOLDER COUNT: makes a repository of COUNT commits on 600 files, one file in 50 about Mistral; each
// commit changes lines of two files, some 9 kB as `git log -p` prints them, which is what the history of a chat application with
// 10,000 commits comes to; every hundredth merges a branch. The same count gives the same history.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { packHistory } from '../repository.mjs';
import { aboutMistral } from './mistral.mjs';
import { Random } from './random.mjs';
import { typescript } from './typescript.mjs';

const fileCount = 600;
const firstSecond = 1_600_000_000;

const [folder, count] = [process.argv[2], Number(process.argv[3])];
const random = new Random(20_250_401);
const files = Array.from({ length: fileCount }, (_, index) => ({
  path: `src/part${index % 30}/module${index}.ts`,
  lines: (index % 50 === 25 ? aboutMistral(random, 'ts', random.size(2_500, 60_000)) : typescript(random, random.size(2_500, 60_000), { siblings: [] })).split('\n'),
}));

mkdirSync(folder, { recursive: true });
spawnSync('git', ['init', '--quiet', '--initial-branch=main'], { cwd: folder });
const stream = [];
let mark = 0;

function commit(branch, changed, second, parents) {
  mark += 1;
  stream.push(`commit refs/heads/${branch}\nmark :${mark}\nauthor A <a@example.invalid> ${second} +0000\ncommitter A <a@example.invalid> ${second} +0000\ndata 6\nchange\n`);
  for (const parent of parents) stream.push(parent);
  for (const { path, lines } of changed) {
    const text = lines.join('\n');
    stream.push(`M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`);
  }
  return mark;
}

function change() {
  const file = random.pick(files);
  const at = random.below(file.lines.length);
  const lines = Math.min(file.lines.length, random.size(20, 400));
  const fresh = Array.from({ length: lines }, () => `  export const value${random.below(1e6)} = '${random.characters(30, 'abcdefghij ')}';`);
  file.lines.splice(at, lines, ...fresh);
  return file;
}

let last = commit('main', files, firstSecond, []);
for (let index = 1; index < count; index += 1) {
  const second = firstSecond + index * 600;
  if (index % 100 === 0) {
    const side = commit(`side${index}`, [change()], second, [`from :${last}\n`]);
    last = commit('main', [change()], second + 60, [`from :${last}\n`, `merge :${side}\n`]);
  } else last = commit('main', [change(), change()], second, [`from :${last}\n`]);
}
const done = spawnSync('git', ['fast-import', '--quiet'], { cwd: folder, input: `${stream.join('')}done\n`, maxBuffer: 1 << 30 });
if (done.status !== 0) throw new Error(`git fast-import failed: ${done.stderr.toString()}`);
packHistory(folder);
