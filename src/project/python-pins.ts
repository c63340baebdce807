import { RememberedFiles } from './resolve-cache.js';
import { folderOf, foldersUp } from './resolve-paths.js';
import { isBefore } from './version-order.js';

/** The first version of Mistral's library that reads the variable by itself again. */
const reading = '2.4.7';

/** Where a Python project says which versions it takes, what is exact first. */
const lockFiles = ['uv.lock', 'poetry.lock', 'pdm.lock', 'pylock.toml', 'Pipfile.lock'];
const requirementFiles = [
  'requirements.txt', 'requirements.lock', 'constraints.txt', 'requirements.in', 'requirements/base.txt', 'requirements/prod.txt', 'requirements/production.txt',
  'requirements/requirements.txt', 'requirements-prod.txt', 'pyproject.toml', 'Pipfile', 'setup.cfg', 'setup.py', 'environment.yml', 'environment.yaml',
];

const locked = /^name = "mistralai"\r?\nversion = "(?<version>\d[^"\n]{0,40})"/mu;
const lockedByPipenv = /"mistralai"\s*:\s*\{[^{}]{0,4000}"version"\s*:\s*"==(?<version>\d[^"]{0,40})"/u;
/** `mistralai = "^2.1"`, `mistralai = { version = "2.1.0" }`. */
const tableEntry = /^[ \t]*mistralai[ \t]{0,4}=[ \t]{0,4}(?:\{[^}\n]{0,200}?\bversion[ \t]{0,4}=[ \t]{0,4})?["'](?<bounds>[^"'\n]{1,80})["']/mu;
/** `mistralai==2.1.0`, `mistralai[agents]>=2.0,<2.4`. */
const requirement = /(?<![\w.-])mistralai(?:\[[^\]\n]{0,80}\])?[ \t]{0,4}(?<bounds>[=~<>][^;#"'\n)]{1,80})/u;
const clause = /(?<operator>===?|~=|<=|>=|[~^<>=]|(?<![\w.])(?=\d))[ \t]{0,4}v?(?<version>\d{1,6}(?:\.(?:\d{1,6}|\*)){0,3})/gu;

/** The versions that a requirement allows: from one on, and up to another, which is not among them. */
interface Bounds {
  readonly from: string | undefined;
  readonly before: string | undefined;
}

/** Says what the versions of Mistral's Python library do that a project takes. */
export class PythonPins {
  readonly #files: RememberedFiles;
  readonly #answers = new Map<string, boolean | undefined>();

  constructor(files: ConstructorParameters<typeof RememberedFiles>[0]) {
    this.#files = new RememberedFiles(files);
  }

  /**
   * Does the library read the variable by itself, in every version that a program may meet?
   * @param path absolute path of the program
   * @param text the program, which may name its requirements itself
   * @returns `undefined` where some may and others not, or nothing says which they are
   */
  readsVariable(path: string, text: string): boolean | undefined {
    const own = decide(boundsIn(text));
    if (own !== undefined) return own;
    const folder = folderOf(path);
    if (!this.#answers.has(folder)) this.#answers.set(folder, this.#around(folder));
    return this.#answers.get(folder);
  }

  #around(folder: string): boolean | undefined {
    for (const place of foldersUp(folder, undefined)) {
      for (const name of [...lockFiles, ...requirementFiles]) {
        const decided = decide(this.#boundsOf(`${place}/${name}`));
        if (decided !== undefined) return decided;
      }
      if (this.#files.isFile(`${place}/.git/HEAD`) || this.#files.isFile(`${place}/.git`)) return undefined;
    }
    return undefined;
  }

  #boundsOf(path: string): Bounds | undefined {
    const text = this.#files.text(path);
    if (text?.includes('mistralai') !== true) return undefined;
    const version = (locked.exec(text) ?? lockedByPipenv.exec(text))?.groups?.['version'];
    if (version !== undefined) return { from: version, before: after(version, 2) };
    const entry = /(?:\.toml|Pipfile)$/u.test(path) ? tableEntry.exec(text)?.groups?.['bounds'] : undefined;
    return entry === undefined ? boundsIn(text.replace(/^[ \t]*#[^\n]{0,1000}/gmu, '')) : boundsOf(entry);
  }
}

function boundsIn(text: string): Bounds | undefined {
  const bounds = text.includes('mistralai') ? requirement.exec(text)?.groups?.['bounds'] : undefined;
  return bounds === undefined ? undefined : boundsOf(bounds);
}

function boundsOf(text: string): Bounds {
  let from: string | undefined;
  let before: string | undefined;
  for (const { groups } of text.matchAll(clause)) {
    const version = groups?.['version'] ?? '';
    const numbers = version.split('.').filter((part) => part !== '*').length;
    switch (groups?.['operator']) {
      case '>=':
      case '>':
        from = version;
        break;
      case '<':
        before = version;
        break;
      case '<=':
        before = after(version, 2);
        break;
      case '^':
        [from, before] = [version, after(version, 0)];
        break;
      case '~=':
        [from, before] = [version, after(version, Math.max(0, numbers - 2))];
        break;
      case '~':
        [from, before] = [version, after(version, Math.min(1, numbers - 1))];
        break;
      default:
        [from, before] = [version, after(version, version.includes('*') ? numbers - 1 : 2)];
    }
  }
  return { from, before };
}

/** The first version behind all that share the numbers up to `index`. */
function after(version: string, index: number): string {
  return [0, 1, 2].map((i) => (Number.parseInt(version.split('.')[i] ?? '0', 10) || 0) + (i === index ? 1 : 0)).map((n, i) => (i > index ? 0 : n)).join('.');
}

function decide(bounds: Bounds | undefined): boolean | undefined {
  if (bounds?.before !== undefined && !isBefore(reading, bounds.before)) return false;
  return bounds?.from !== undefined && !isBefore(bounds.from, reading) ? true : undefined;
}
