import { djangoSettings } from '../languages/python/imports.js';
import type { FileReader } from './files.js';
import { RememberedFiles } from './resolve-cache.js';
import { folderOf, foldersUp, inFolder, isWithin } from './resolve-paths.js';

/** Longer ones are data, not names of modules. */
const longestSpecifier = 300;

/** Modules of the language that a file beside the importing one does not hide. */
const standard = new Set('os sys re json logging typing types secrets base64 binascii pathlib dataclasses enum abc io time datetime random string hashlib hmac copy functools itertools collections contextlib argparse getpass asyncio unittest subprocess shutil tempfile urllib http ssl socket threading inspect warnings math platform signal traceback uuid codecs email queue select token code'.split(' '));

/** Files that lie in the folder of a project. */
const marks = ['pyproject.toml', 'setup.py', 'manage.py', 'requirements.txt', 'Pipfile'];

/** How `manage.py` names the settings of a Django project. */
const settingsModule = /\bDJANGO_SETTINGS_MODULE["'\])]{0,3}\s{0,20}[,=]\s{0,20}["']?(?<name>[A-Za-z_][\w.]{0,200})/u;

/** Says which file of the project a Python import means. Packages that are installed are no answer. */
export class PythonResolver {
  readonly #files: RememberedFiles;
  readonly #answers = new Map<string, string | undefined>();

  constructor(files: FileReader) {
    this.#files = new RememberedFiles(files);
  }

  /**
   * @param from absolute path of the importing file
   * @param specifier a dotted name, with a dot for each level that a relative import goes up
   * @returns absolute path of a file, or `undefined` for what lies outside of the project
   */
  resolve(from: string, specifier: string): string | undefined {
    if (specifier.length > longestSpecifier) return undefined;
    const folder = folderOf(from);
    const key = `${folder}\0${specifier}`;
    if (this.#answers.has(key)) return this.#answers.get(key);
    const answer = this.#find(folder, specifier);
    this.#answers.set(key, answer);
    return answer;
  }

  #find(folder: string, specifier: string): string | undefined {
    const dots = /^\.*/u.exec(specifier)?.[0].length ?? 0;
    const path = specifier.slice(dots).split('.').join('/');
    const top = this.#top(folder);
    if (dots > 0) {
      const base = inFolder(folder, '../'.repeat(dots - 1) || '.');
      return top === undefined || isWithin(base, top) ? this.#module(base, path) : undefined;
    }
    if (specifier === djangoSettings) return this.#settings(folder, top ?? folder);
    if (path === '' || standard.has(path.split('/')[0] ?? '')) return undefined;
    // A script's own folder comes first, then the folders above it, of which one is the root of the packages.
    for (const place of foldersUp(folder, top ?? folder)) {
      const found = this.#module(place, path) ?? this.#module(inFolder(place, 'src'), path);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The settings that `manage.py` names; without one, the only `settings.py` around. */
  #settings(folder: string, top: string): string | undefined {
    const places = [...foldersUp(folder, top)];
    for (const base of places.flatMap((place) => [place, `${place}/src`])) {
      const name = settingsModule.exec(this.#files.text(`${base}/manage.py`) ?? '')?.groups?.['name'];
      if (name !== undefined) return this.#module(base, name.replaceAll('.', '/'));
    }
    for (const place of places) {
      const [first, ...others] = this.#files.listBelow(place).filter((path) => /\/settings(?:\/base)?\.py$/u.test(path));
      if (first !== undefined) return others.length === 0 ? first : undefined;
    }
    return undefined;
  }

  #module(base: string, path: string): string | undefined {
    const whole = path === '' ? base : inFolder(base, path);
    const candidates = path === '' ? [`${base}/__init__.py`] : [`${whole}.py`, `${whole}/__init__.py`];
    return candidates.find((candidate) => this.#files.isFile(candidate));
  }

  /** The folder of the project: where `.git` lies, else the closest with a mark of one, else the outermost in a row of packages. */
  #top(folder: string): string | undefined {
    let outermost: string | undefined;
    for (const place of foldersUp(folder, undefined)) {
      if (this.#files.isFile(`${place}/.git/HEAD`) || this.#files.isFile(`${place}/.git`)) return place;
      if (outermost === undefined && !this.#files.isFile(`${place}/__init__.py`)) outermost = place;
    }
    for (const place of foldersUp(outermost ?? folder, undefined)) if (marks.some((mark) => this.#files.isFile(`${place}/${mark}`))) return place;
    return outermost;
  }
}
