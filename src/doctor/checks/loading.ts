import { type Check, ok, warning } from '../check.js';
import type { Project } from '../project.js';

/** What reads env files: loaders in code and commands, and frameworks that do so by themselves. */
const loaders = /dotenv|--env-file|loadEnvFile|load_dotenv|env_file|pydantic[-_]settings|direnv/u;
const frameworks = /"(?:next|vite|nuxt|astro|@sveltejs\/kit|@remix-run\/dev|@react-router\/dev|@nestjs\/config|wrangler|bun-types|@types\/bun|react-scripts|expo|gatsby)"\s*:/u;
const places = ['package.json', 'Dockerfile', 'docker-compose.yml', 'docker-compose.yaml', 'compose.yml', 'compose.yaml', 'Makefile', 'pyproject.toml', 'requirements.txt', '.envrc', 'Procfile'];

/** Whether the env file that holds the key is loaded at all, and before the key is used. */
export function checkLoading({ environment, envFiles, findings, sources, text }: Project): Check[] {
  const late = findings.filter(({ rule }) => rule === 'load-env-first');
  const [first] = late;
  if (first !== undefined) {
    return [warning('loading', `${first.file}:${first.line} uses the key before the env file is loaded${late.length > 1 ? `, as do ${late.length - 1} other places` : ''}.`, first.fix.text)];
  }
  const file = envFiles.find(({ keys, template }) => !template && keys.length > 0);
  if (file === undefined || environment['MISTRAL_API_KEY'] !== undefined) return [];
  const texts = places.map((name) => text(name) ?? '');
  if (frameworks.test(texts[0] ?? '') || texts.some((one) => loaders.test(one)) || sources.some((source) => loaders.test(source.text))) {
    return [ok('loading', `Something loads ${file.shown}: a loader or a framework of the project.`)];
  }
  return [warning('loading', `Nothing that can be seen loads ${file.shown}.`, `Start with node --env-file=${file.shown} (Node 20.6 and later), or load it first: import 'dotenv/config'; in Python load_dotenv().`)];
}
