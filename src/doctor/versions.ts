import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Project } from './project.js';

/** A version, and the file that tells it. */
export interface Version {
  readonly version: string;
  readonly file: string;
}

/**
 * The installed version of an npm package as a file sees it, or what a lock file or a manifest has. Ranges without upper end
 * say nothing.
 * @param from the file, relative to the root of the project
 */
export function npmVersion({ text }: Pick<Project, 'text'>, name: string, from = ''): Version | undefined {
  const escaped = name.replaceAll(/[.+/]/gu, '\\$&');
  // The folder of the file first, and those above it.
  const folders = from.split('/').map((_part, index, parts) => parts.slice(0, parts.length - index - 1).map((part) => `${part}/`).join(''));
  const installed = folders.map((folder) => [`${folder}node_modules/${name}/package.json`, /"version"\s*:\s*"(?<version>\d[^"]{0,40})"/u] as const);
  const asked = new RegExp(`"${escaped}"\\s*:\\s*"[\\^~v=]{0,2}(?<version>\\d[^"]{0,40})"`, 'u');
  const sources: readonly (readonly [string, RegExp])[] = [
    ...installed,
    ['package-lock.json', new RegExp(`"(?:[^"\\n]{1,200}/)?node_modules/${escaped}"\\s*:\\s*\\{\\s*"version"\\s*:\\s*"(?<version>\\d[^"]{0,40})"`, 'u')],
    ['pnpm-lock.yaml', new RegExp(`^ {2}['"]?/?${escaped}@(?<version>\\d[^('":]{0,40})`, 'mu')],
    ['yarn.lock', new RegExp(`^"?${escaped}@[^\\n]{0,200}:\\n {2}version:? "?(?<version>\\d[^"\\n]{0,40})`, 'mu')],
    ['bun.lock', new RegExp(`"${escaped}": \\["${escaped}@(?<version>\\d[^"]{0,40})"`, 'u')],
    ...folders.map((folder) => [`${folder}package.json`, asked] as const),
  ];
  return firstOf(sources, text);
}

/** The installed version of the Python package `mistralai`, or what a lock file or a requirement has; `>=` says nothing. */
export function pythonVersion(project: Pick<Project, 'text' | 'root'>): Version | undefined {
  const installed = sitePackages(project.root)[0];
  if (installed !== undefined) return installed;
  const sources: readonly (readonly [string, RegExp])[] = [
    ...['poetry.lock', 'uv.lock', 'pdm.lock'].map((file) => [file, /^name = "mistralai"\nversion = "(?<version>\d[^"]{0,40})"/mu] as const),
    ['Pipfile.lock', /"mistralai"\s*:\s*\{[^{}]{0,4000}"version"\s*:\s*"==(?<version>\d[^"]{0,40})"/u],
    ...['requirements.txt', 'requirements.lock', 'constraints.txt'].map((file) => [file, /^mistralai(?:\[[^\]]{0,80}\])? {0,4}[=~]= {0,4}(?<version>\d[\w.]{0,40})/mu] as const),
    ['pyproject.toml', /\bmistralai(?:\[[^\]]{0,80}\])?(?: ?[=~]= ?|["']? = ["'][\^~=]{0,2})(?<version>\d[\w.]{0,40})/u],
  ];
  return firstOf(sources, (file) => project.text(file));
}

function firstOf(sources: readonly (readonly [string, RegExp])[], text: (file: string) => string | undefined): Version | undefined {
  for (const [file, pattern] of sources) {
    const version = pattern.exec(text(file)?.replaceAll('\r\n', '\n') ?? '')?.groups?.['version']?.trim();
    if (version !== undefined) return { version, file };
  }
  return undefined;
}

/** The folders `mistralai-1.2.3.dist-info` of virtual environments in the project. */
function sitePackages(root: string): Version[] {
  return ['.venv', 'venv', 'env'].flatMap((environment) => {
    const unix = entries(join(root, environment, 'lib')).map((python) => `${environment}/lib/${python}/site-packages`);
    return [...unix, `${environment}/Lib/site-packages`].flatMap((folder) =>
      entries(join(root, folder)).flatMap((name) => {
        const version = /^mistralai-(?<version>\d[\w.]{0,40})\.dist-info$/u.exec(name)?.groups?.['version'];
        return version === undefined ? [] : [{ version, file: `${folder}/${name}` }];
      }),
    );
  });
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return [];
    throw error;
  }
}
