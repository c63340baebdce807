import { SourceFile } from '../../facts/source.js';
import { installCommand } from '../../init/packages.js';
import { parse } from '../../languages/javascript/parse.js';
import { type Check, ok, problem, warning } from '../check.js';
import type { Project } from '../project.js';
import { isBefore } from '../../project/version-order.js';
import { npmVersion, pythonVersion, type Version } from '../versions.js';

const packages = ['@mistralai/mistralai', '@ai-sdk/mistral', '@langchain/mistralai', '@llamaindex/mistral'] as const;

/** The npm packages against the forms in the code: each file against the version that it sees. */
export function checkNpmSdks(project: Project): Check[] {
  const scripts = project.sources.filter(({ file }) => !file.endsWith('.py'));
  return packages.flatMap((name) => {
    const users = scripts.filter((source) => imports(source, name));
    const versions = new Map<string, { readonly version: Version | undefined; readonly users: Project['sources'][number][] }>();
    for (const user of users) {
      const version = npmVersion(project, name, user.file);
      const known = versions.get(version?.file ?? '') ?? { version, users: [] };
      known.users.push(user);
      versions.set(version?.file ?? '', known);
    }
    const unused = users.length === 0 ? npmVersion(project, name) : undefined;
    if (unused !== undefined) return [ok('sdk-npm', `${name} ${unused.version} (${unused.file}), which no source file imports.`)];
    return [...versions.values()].flatMap((group) => ofVersion(name, group.version, group.users, project));
  });
}

function ofVersion(name: string, version: Version | undefined, users: Project['sources'], { root }: Project): Check[] {
  const [first] = users;
  if (first === undefined) return [];
  if (version === undefined) return [problem('sdk-npm', `${first.file} imports ${name}, which is not installed.`, installCommand(root, [name], 'application'))];
  const misused = name === '@mistralai/mistralai' ? formOfOtherMajor(users, version) : [];
  return misused.length > 0 ? misused : [ok('sdk-npm', `${name} ${version.version} (${version.file}) fits the code.`)];
}

/** Whether a file imports a package, or a part of it. What a text of it says is no import, as far as the file parses. */
function imports({ file, text }: Project['sources'][number], name: string): boolean {
  if (!text.includes(name)) return false;
  const parsed = file.endsWith('.vue') ? undefined : parse(new SourceFile(file, text));
  if (parsed?.ok === true) return parsed.program.dependencies.some(({ specifier }) => specifier === name || specifier.startsWith(`${name}/`));
  return ["'", '"', '`'].some((quote) => text.includes(`${quote}${name}${quote}`) || text.includes(`${quote}${name}/`));
}

function formOfOtherMajor(scripts: Project['sources'], { version }: Version): Check[] {
  const old = isBefore(version, '1.0.0');
  const classic = /\bimport\s+\w{1,60}\s+from\s*['"]@mistralai\/mistralai['"]/u;
  const modern = /\{[^{}]{0,300}\bMistral\b[^{}]{0,300}\}\s*(?:from|=\s*require\()\s*['"]@mistralai\/mistralai['"]/u;
  return scripts.flatMap(({ file, text }) => {
    if (old && modern.test(text)) return [problem('sdk-npm', `${file} imports { Mistral }, which @mistralai/mistralai ${version} does not have.`, 'npm install @mistralai/mistralai@latest')];
    if (!old && classic.test(text)) {
      return [problem('sdk-npm', `${file} imports the default export of @mistralai/mistralai, which is gone since 1.0 (${version} is installed).`, "import { Mistral } from '@mistralai/mistralai'; new Mistral({ apiKey })")];
    }
    return [];
  });
}

const fromPackage = /^[ \t]*from[ \t]+mistralai[ \t]+import[ \t][^\n]{0,200}\bMistral\b/mu;
const fromClient = /^[ \t]*from[ \t]+mistralai\.client[ \t]+import[ \t][^\n]{0,200}\bMistral\b/mu;
const oldClient = /\bMistral(?:Async)?Client\s*\(/u;
const fromMistral = /^[ \t]*(?:from[ \t]+mistral(?:\.client)?[ \t]+import|import[ \t]+mistral[ \t]*$)/mu;
const withoutKey = /\bMistral\(\s*\)/u;

/** The Python package against the forms in the code. */
export function checkPythonSdk(project: Project): Check[] {
  const programs = project.sources.filter(({ file }) => file.endsWith('.py'));
  const version = pythonVersion(project);
  if (version === undefined) return [];
  const found = programs.flatMap(({ file, text }) => misuses(file, text, version.version, project));
  return found.length > 0 ? found : [ok('sdk-python', `mistralai ${version.version} (${version.file}) fits the code.`)];
}

function misuses(file: string, text: string, version: string, project: Project): Check[] {
  const installed = `mistralai ${version}`;
  if (oldClient.test(text) && !isBefore(version, '1.0.0')) {
    return [problem('sdk-python', `${file} uses MistralClient, which raises NotImplementedError since 1.0 (${installed}).`, `${importOf(version)}; Mistral(api_key=os.environ["MISTRAL_API_KEY"])`)];
  }
  if (fromPackage.test(text) && (isBefore(version, '1.0.0') || !isBefore(version, '2.0.0'))) {
    return [problem('sdk-python', `${file} imports Mistral from mistralai, the form of 1.x; ${installed} raises ImportError.`, isBefore(version, '1.0.0') ? 'pip install --upgrade mistralai' : importOf(version))];
  }
  if (fromClient.test(text) && isBefore(version, '2.0.0')) {
    return [problem('sdk-python', `${file} imports Mistral from mistralai.client, the form of 2.x; ${installed} raises ImportError.`, isBefore(version, '1.0.0') ? 'pip install --upgrade mistralai' : importOf(version))];
  }
  if (fromMistral.test(text) && !project.sources.some((source) => /^(?:src\/)?mistral(?:\.py|\/)/u.test(source.file))) {
    return [warning('sdk-python', `${file} imports from mistral; the package is called mistralai.`, importOf(version))];
  }
  if (withoutKey.test(text) && isBefore(version, '2.4.7')) {
    return [problem('sdk-python', `${file} builds Mistral() without a key, and ${installed} never reads MISTRAL_API_KEY: each call answers 401.`, 'Mistral(api_key=os.environ["MISTRAL_API_KEY"])')];
  }
  return [];
}

function importOf(version: string): string {
  return isBefore(version, '2.0.0') ? 'from mistralai import Mistral' : 'from mistralai.client import Mistral';
}
