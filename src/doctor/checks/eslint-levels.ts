import { dirname, relative } from 'node:path';
import { configurationFile } from '../../configuration/configuration.js';
import { slashed } from '../../scan/discover.js';
import { type Check, ok, unknown, warning } from '../check.js';
import type { Difference, OwnSetting } from '../eslint/compare.js';
import type { EslintPart } from '../eslint/configs.js';
import type { EslintSetting } from '../eslint/entries.js';
import type { EslintView } from '../eslint/read.js';
import { type EslintRun, runEslint } from '../eslint/run.js';
import type { Where } from '../eslint/value.js';
import type { Project } from '../project.js';
import { listed } from '../wording.js';

const id = 'eslint-levels';

/** A difference, and the files in which it shows. */
interface Found {
  readonly difference: Difference;
  readonly files: string[];
}

/**
 * Whether ESLint and scans take each rule for equally grave, with the same options, in the files that both read.
 * @param run asks the project's own ESLint; otherwise its configuration is only read, and compared where it has the plugin
 */
export async function checkEslintLevels(project: Project, run: boolean): Promise<Check[]> {
  const parts = project.eslint.parts.filter(({ config, files }) => files.length > 0 && (run || config.plugin === 'yes'));
  const checks: Check[] = [];
  for (const part of parts) {
    const answer = run ? await runEslint(dirname(part.config.file), part.files) : undefined;
    checks.push(...(answer === undefined || answer.kind === 'read' ? comparedIn(part, answer, project) : [failureOf(part, answer, project)]));
  }
  return checks;
}

function comparedIn({ config, files }: EslintPart, run: (EslintRun & { kind: 'read' }) | undefined, { root, eslint, command }: Project): Check[] {
  const found = new Map<string, Found>();
  let linted = 0;
  for (const [index, file] of files.entries()) {
    const read = config.view(file);
    const view = run === undefined ? read : withPlaces(run.views[index] ?? read, read);
    if (view.kind !== 'ignored') linted++;
    for (const difference of eslint.comparison.differences(file, view)) {
      const key = JSON.stringify(difference);
      const known = found.get(key) ?? { difference, files: [] };
      known.files.push(slashed(relative(root, file)));
      found.set(key, known);
    }
  }
  const shown = slashed(relative(root, config.file));
  if (found.size > 0) return [...found.values()].map((one) => new Sentence(one, linted, shown, root, command).check());
  return [ok(id, `${shown} gives each rule the level and the options that scans take${run === undefined ? '' : `, as ESLint ${run.version} reads it`}.`)];
}

/** What ESLint says, with the places that were read, where these say the same. */
function withPlaces(view: EslintView, read: EslintView): EslintView {
  if (view.kind !== 'linted' || read.kind !== 'linted') return view.kind === 'ignored' && read.kind === 'ignored' ? read : view;
  const rules = [...view.rules].map(([name, setting]) => {
    const other = read.rules.get(name) ?? 'unknown';
    return [name, setting === 'unknown' || other === 'unknown' || setting.level !== other.level ? setting : { ...other, ...setting }] as const;
  });
  return { kind: 'linted', rules: new Map(rules) };
}

/** Says one difference. */
class Sentence {
  constructor(
    readonly found: Found,
    /** How many files ESLint lints. */
    readonly linted: number,
    readonly config: string,
    readonly root: string,
    readonly command: string,
  ) {}

  check(): Check {
    const { difference, files } = this.found;
    switch (difference.kind) {
      case 'level':
        return warning(id, `${difference.rule}: ${difference.own.level} in scans (${this.#source(difference.own)}), ${difference.eslint.level} in ESLint (${this.#sourceInEslint(difference.eslint)})${this.#files()}.`, this.#levelFix(difference.rule, difference.own, difference.eslint));
      case 'options': {
        const own = difference.own.whereOptions === undefined ? 'scans know none' : `scans take those of ${this.#place(difference.own.whereOptions)}`;
        return warning(id, `${difference.rule}: the options in ${this.#sourceInEslint(difference.eslint)} prevail in ESLint, and ${own}${this.#files()}.`, `Keep the options in ${this.#ownFile(difference.own.whereOptions)} alone: ESLint reads them there.`);
      }
      case 'ignored':
        return warning(id, `ESLint leaves out ${listed(files)}, which scans read${difference.where === undefined ? '' : ` (${this.#place(difference.where)})`}.`, `Let ${this.config} take ${files.length === 1 ? 'it' : 'them'} in; until then only scans see what is wrong there.`);
      case 'silent':
        return warning(id, `ESLint runs no rule of the plugin on ${listed(files)}, which scans read.`, `Let the entry with mistralKeys.configs.recommended in ${this.config} take ${files.length === 1 ? 'it' : 'them'} in.`);
      case 'unknown':
        return unknown(id, `What ${this.config} sets for ${difference.rules.length === 0 ? 'the rules' : listed(difference.rules)} cannot be told without running it${this.#files()}.`, `${this.command} doctor --run-eslint`);
    }
  }

  /** Only where it is not true of all files. */
  #files(): string {
    const { files } = this.found;
    return files.length === this.linted ? '' : ` for ${listed(files)}`;
  }

  #place({ file, line }: Where): string {
    return `${slashed(relative(this.root, file))}:${line}`;
  }

  #ownFile(where: Where | undefined): string {
    return where === undefined ? configurationFile : slashed(relative(this.root, where.file));
  }

  #source({ where, preset }: OwnSetting): string {
    if (where === undefined) return 'by default';
    return `${this.#place(where)}${preset === undefined ? '' : `, ${preset}`}`;
  }

  #sourceInEslint({ where, preset }: EslintSetting): string {
    if (where === undefined) return this.config;
    return `${this.#place(where)}${preset === undefined ? '' : `, ${preset}`}`;
  }

  #levelFix(rule: string, own: OwnSetting, eslint: EslintSetting): string {
    const file = this.#ownFile(own.where);
    const here = eslint.preset !== undefined && own.preset !== undefined && eslint.preset !== own.preset;
    const inEslint = here || (own.preset === 'strict' && eslint.where === undefined) ? `mistralKeys.configs.${own.preset}` : `'mistral-keys/${rule}': '${own.level}'`;
    return `${inEslint} in ${this.config}, or ${here ? `"extends": "${eslint.preset}"` : `"${rule}": "${eslint.level}" under "rules"`} in ${file}`;
  }
}

function failureOf({ config, files }: EslintPart, run: Exclude<EslintRun, { readonly kind: 'read' }>, { root }: Project): Check {
  const shown = slashed(relative(root, config.file));
  const [first = ''] = files;
  const look = `npx eslint --print-config ${slashed(relative(dirname(config.file), first))}, in the folder of ${shown}, says more.`;
  switch (run.kind) {
    case 'missing':
      return warning(id, `ESLint cannot be run for ${shown}: it is not installed.`, 'npm install, or npm install --save-dev eslint');
    case 'old':
      return warning(id, `ESLint ${run.version} is installed for ${shown}; the plugin needs 9 or 10.`, 'npm install --save-dev eslint@latest');
    case 'late':
      return warning(id, `ESLint was stopped: it took longer than ${run.seconds} seconds to load ${shown}.`, look);
    case 'failed':
      return warning(id, `ESLint could not load ${shown}: ${firstLine(run.message)}`, look);
  }
}

function firstLine(message: string): string {
  const line = message.trim().split(/\r?\n/u)[0] ?? '';
  return `${line.slice(0, 300).replace(/[.:]$/u, '')}.`;
}
