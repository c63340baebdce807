import { folderOf } from '../../project/resolve-paths.js';
import { type Check, ok, warning } from '../check.js';
import type { EnvFile } from '../env-files.js';
import type { Project } from '../project.js';

/** What reads env files: loaders in code and commands, and frameworks that do so by themselves. */
const loaders = /dotenv|--env-file|loadEnvFile|load_dotenv|env_file|pydantic[-_]settings|direnv/u;
const frameworks = /"(?<name>next|vite|nuxt|astro|@sveltejs\/kit|@remix-run\/dev|@react-router\/dev|@nestjs\/config|wrangler|bun-types|@types\/bun|react-scripts|expo|gatsby)"\s*:/u;
const places = ['package.json', 'Dockerfile', 'docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml', 'Makefile', 'pyproject.toml', 'requirements.txt', '.envrc', 'Procfile'];

/** Whether the env file that holds the key is loaded at all, and before the key is used. */
export function checkLoading({ environment, envFiles, findings, sources, text }: Project): Check[] {
  const late = findings.filter(({ rule }) => rule === 'load-env-first');
  const [first] = late;
  if (first !== undefined) {
    return [warning('loading', `${first.file}:${first.line} uses the key before the env file is loaded${late.length > 1 ? `, as do ${late.length - 1} other places` : ''}.`, first.fix.text)];
  }
  if (environment['MISTRAL_API_KEY'] !== undefined) return [];
  const withKeys = envFiles.filter(({ keys, template }) => !template && keys.length > 0);
  const firsts = withKeys.filter((file) => withKeys.find(({ shown }) => folderOf(shown) === folderOf(file.shown)) === file);
  return firsts.map((file) => loadedIn(folderOf(file.shown), file, { sources, text }));
}

function loadedIn(folder: string, { shown }: EnvFile, { sources, text }: Pick<Project, 'sources' | 'text'>): Check {
  const inside = folder === '.' ? '' : `${folder}/`;
  const own = sources.filter(({ file }) => file.startsWith(inside));
  const around = [...new Set(places.flatMap((place) => [inside + place, place]))].map((file) => ({ file, text: text(file) ?? '' }));
  for (const { file, text: content } of [...own, ...around]) {
    const framework = file === `${inside}package.json` ? frameworks.exec(content)?.groups?.['name'] : undefined;
    const found = loaders.exec(content)?.[0] ?? framework;
    if (found !== undefined) return ok('loading', `${file} names ${found}, which loads ${shown}.`);
  }
  return warning('loading', `Nothing that can be seen loads ${shown}.`, `Start with node --env-file=${shown.slice(inside.length)} (Node 20.6 and later), or load it first: import 'dotenv/config'; in Python load_dotenv().`);
}
