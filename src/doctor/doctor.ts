import { maskKeys } from '../key/digest.js';
import type { Check } from './check.js';
import { checkCode } from './checks/code.js';
import { checkIgnored, checkPrecedence } from './checks/env-files.js';
import { checkEslint } from './checks/eslint.js';
import { checkEslintLevels } from './checks/eslint-levels.js';
import { checkLoading } from './checks/loading.js';
import { checkProcess } from './checks/process.js';
import { checkPublicNames } from './checks/public-names.js';
import { checkRotation } from './checks/rotation.js';
import { checkCi, checkHook } from './checks/safeguards.js';
import { checkNpmSdks, checkPythonSdk } from './checks/sdks.js';
import { checkVariable } from './checks/variable.js';
import type { Project } from './project.js';

export interface DoctorOptions {
  readonly now: Date;
  /** Whether to run ESLint as the project has it, and with it code of the project. */
  readonly runEslint?: boolean;
}

/** Every check, in the order in which they are told. */
const checks: readonly ((project: Project, options: DoctorOptions) => readonly Check[] | Promise<readonly Check[]>)[] = [
  checkVariable,
  checkPrecedence,
  checkIgnored,
  checkLoading,
  checkPublicNames,
  (project, { now }) => checkRotation(project, now),
  checkProcess,
  checkNpmSdks,
  checkPythonSdk,
  checkCode,
  checkHook,
  (project, { runEslint = false }) => checkEslint(project, runEslint),
  (project, { runEslint = false }) => checkEslintLevels(project, runEslint),
  checkCi,
];

/** Looks a project over. No result holds a key. */
export async function examine(project: Project, options: DoctorOptions): Promise<Check[]> {
  const results: Check[] = [];
  const secrets = valuesOf(project);
  const masked = (text: string): string => maskKeys(text, secrets);
  for (const check of checks) {
    for (const { id, status, text, fix } of await check(project, options)) {
      results.push({ id, status, text: masked(text), ...(fix === undefined ? {} : { fix: masked(fix) }) });
    }
  }
  return results;
}

/** The values that no result may show. */
function valuesOf({ environment, envFiles }: Project): string[] {
  const { MISTRAL_API_KEY: mistral, CODESTRAL_API_KEY: codestral } = environment;
  return [mistral, codestral, ...envFiles.flatMap(({ keys }) => keys.map(({ value }) => value))].flatMap((value) => (value === undefined || value === '' ? [] : [value]));
}
