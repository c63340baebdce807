// node generate.mjs FOLDER COUNT: writes a repository of COUNT files, 8 kB each on average, that looks like a real one,
// with everything committed. The same count gives the same files, byte for byte.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commitAll } from '../repository.mjs';
import { json, markdown, notebook, python, yaml } from './documents.mjs';
import { aboutMistral } from './mistral.mjs';
import { Random } from './random.mjs';
import { typescript } from './typescript.mjs';
import { nouns } from './words.mjs';

/** Bytes. A file ends with a whole part, some 600 bytes beyond its planned size, and the mean is to be 8 kB. */
const plannedMean = 7_640;
const seed = 20_250_301;

/** Of a hundred files. */
const kinds = [
  { extension: 'ts', share: 40, make: (random, size, siblings) => typescript(random, size, { siblings }) },
  { extension: 'tsx', share: 12, make: (random, size, siblings) => typescript(random, size, { siblings, markup: true }) },
  { extension: 'js', share: 14, make: (random, size, siblings) => typescript(random, size, { siblings, types: false }) },
  { extension: 'json', share: 8, make: json },
  { extension: 'md', share: 10, make: markdown },
  { extension: 'py', share: 8, make: python },
  { extension: 'yml', share: 6, make: yaml },
  { extension: 'ipynb', share: 2, make: (random, size) => notebook(random, size) },
];
const byShare = kinds.flatMap((kind) => Array.from({ length: kind.share }, () => kind));
const mistralExtensions = ['ts', 'ts', 'ts', 'ts', 'ts', 'ts', 'ts', 'md', 'py', 'py', 'yml', 'ipynb'];

/** Paths and sizes first: sizes are scaled to the mean, and modules import what lies beside them. */
function plan(random, count) {
  const files = [];
  for (let index = 0; index < count; index += 1) {
    const mistral = index % 50 === 25;
    const kind = random.pick(byShare);
    const extension = mistral ? random.pick(mistralExtensions) : kind.extension;
    const unit = Math.floor(index / 400);
    const folder = `packages/${nouns[unit % nouns.length]}-${unit}/src/${random.pick(nouns.slice(0, 24))}`;
    const name = `${random.pick(nouns)}-${random.pick(nouns)}-${index}`;
    files.push({ mistral, extension, kind, folder, name, size: random.size(2_500, 400_000) });
  }
  const scale = (plannedMean * count) / files.reduce((sum, file) => sum + file.size, 0);
  return files.map((file) => ({ ...file, size: Math.round(file.size * scale) }));
}

const [folder, count] = [process.argv[2], Number(process.argv[3])];
const random = new Random(seed);
const files = plan(random, count);
const modules = new Map(files.map((file) => [file.folder, []]));
for (const file of files) if (file.extension === 'ts') modules.get(file.folder).push(file.name);
for (const file of files) {
  const path = join(folder, file.folder, `${file.name}.${file.extension}`);
  const siblings = modules.get(file.folder);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, file.mistral ? aboutMistral(random, file.extension, file.size) : file.kind.make(random, file.size, siblings));
}
commitAll(folder);
