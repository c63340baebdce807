import { folderOf } from '../../project/resolve-paths.js';
import { isPlaceholder } from '../../key/placeholder.js';
import type { EnvFile } from '../env-files.js';
import { type Check, ok, problem, warning } from '../check.js';
import type { Project } from '../project.js';

/** The order in which Vite, Next and their like read env files; the first that sets a variable wins. */
function rankOf({ shown }: EnvFile, mode: string): number {
  const name = shown.slice(shown.lastIndexOf('/') + 1);
  const rank = [`.env.${mode}.local`, '.env.local', `.env.${mode}`, '.env'].indexOf(name);
  return rank < 0 ? 4 : rank;
}

/** Which env files set the key, and which wins; those of another folder belong to another application. */
export function checkPrecedence(project: Project): Check[] {
  const folders = new Set(project.envFiles.map(({ shown }) => folderOf(shown)));
  return [...folders].flatMap((folder) => precedenceIn(folder, project));
}

function precedenceIn(folder: string, { environment, envFiles }: Project): Check[] {
  const { NODE_ENV: nodeEnv, MISTRAL_API_KEY: here } = environment;
  const mode = nodeEnv === undefined || nodeEnv === '' ? 'development' : nodeEnv;
  const setting = envFiles
    .filter(({ template, shown }) => !template && folderOf(shown) === folder)
    .flatMap((file) => file.keys.filter(({ name }) => name === 'MISTRAL_API_KEY').map(({ value }) => ({ file, value })))
    .sort((one, other) => rankOf(one.file, mode) - rankOf(other.file, mode));
  const [first] = setting;
  if (first === undefined) return [];
  const files = setting.map(({ file }) => file.shown).join(', ');
  if (here !== undefined && setting.some(({ value }) => value !== here)) {
    return [warning('env-files', `MISTRAL_API_KEY of this shell differs from ${files}, and wins over them: loaders do not overwrite what is set.`, 'Unset the variable, or bring both to the same key.')];
  }
  if (new Set(setting.map(({ value }) => value)).size > 1) {
    return [warning('env-files', `${files} set MISTRAL_API_KEY to different values. ${first.file.shown} wins with Vite and Next (mode ${mode}); plain dotenv and --env-file read .env alone.`, 'Keep the key in one file.')];
  }
  return [ok('env-files', `MISTRAL_API_KEY is set in ${files}${here === undefined ? '' : ', as in this shell'}.`)];
}

/** Whether git tracks an env file with a key, or would. */
export function checkIgnored({ envFiles, inGit }: Project): Check[] {
  if (!inGit) return [];
  const withKeys = envFiles.filter(({ keys, template }) => !template && keys.some(({ value }) => !isPlaceholder(value)));
  return withKeys.map(({ shown, tracked, ignored }) => {
    if (tracked) {
      return problem('env-ignored', `Git tracks ${shown}, which holds a key: everyone with the repository has it.`, `git rm --cached ${shown}, add it to .gitignore, then create a new key, deploy it and delete the old one: https://console.mistral.ai/api-keys`);
    }
    if (!ignored) return problem('env-ignored', `Git does not ignore ${shown}, which holds a key: the next "git add ." takes it along.`, `echo ${shown} >> .gitignore`);
    return ok('env-ignored', `Git ignores ${shown}.`);
  });
}
