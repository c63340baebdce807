import type { SourceFile } from '../facts/source.js';
import { jsonModule } from '../languages/javascript/json-module.js';
import { pageScripts } from '../languages/javascript/page-scripts.js';
import { parse, type Parsed } from '../languages/javascript/parse.js';
import { scriptHostOf, scriptsOf } from '../languages/javascript/scripts.js';
import { parsePython, type ParsedPython } from '../languages/python/parse.js';
import { isPython, languageOf } from '../languages/registry.js';
import type { Program } from '../program/nodes.js';

/** A file with what came of its scripts. */
export interface ParsedFile {
  readonly source: SourceFile;
  readonly scripts: readonly AnyParsed[];
}

export type AnyParsed = Parsed | ParsedPython;

const script = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte|astro)$/u;

/** Can the browser load it, or a page that it is part of? */
export function isModule(path: string): boolean {
  return (script.test(path) || scriptHostOf(path) === 'html') && !/\.d\.[cm]?ts$/u.test(path);
}

/** Can values come from a file? Declarations of types have none. */
export function isProgram(path: string): boolean {
  return (script.test(path) || isPython(path)) && !path.endsWith('.d.ts');
}

/** Of the files whose name has no ending, only scripts of Python are read as programs. */
export function hasNoEnding(path: string): boolean {
  return !path.includes('.', path.lastIndexOf('/') + 1);
}

/** Parses what a file holds of scripts; what does not parse is told as such. */
export function parseAll(source: SourceFile): readonly AnyParsed[] {
  if (languageOf(source.path, source.text)?.kind === 'python') return [parsePython(source)];
  if (source.path.endsWith('.json')) {
    const program = jsonModule(source);
    return [program === undefined ? { ok: false, comments: [], at: 0 } : { ok: true, program }];
  }
  const scripts = scriptsOf(source).map(({ text, browser, shown }) => {
    const whole = shown === undefined ? undefined : parse(source, shown, browser);
    return whole?.ok === true ? whole : parse(source, text, browser);
  });
  return /^(?:html|vue)$/u.test(scriptHostOf(source.path) ?? '') ? scripts.map((script) => withPageScripts(source, script)) : scripts;
}

function withPageScripts({ text }: SourceFile, script: Parsed): Parsed {
  return script.ok ? { ...script, program: { ...script.program, dependencies: [...script.program.dependencies, ...pageScripts(text)] } } : script;
}

/** The programs of a file: those of its scripts that parse. */
export function programsOf(file: ParsedFile | undefined): readonly Program[] {
  return file?.scripts.flatMap((one) => (one.ok ? [one.program] : [])) ?? [];
}
