/** By the names that people give languages: the ending of the names of their files. */
const endings: ReadonlyMap<string, string> = new Map(
  (
    [
      ['py', 'python python3 python2 py3 ipython ipython3 pypy xpython uv pipx pdm poetry'],
      ['js', 'javascript node nodejs mjs cjs ecmascript jslab bun'],
      ['ts', 'typescript deno tslab mts cts ts-node'],
      ['sh', 'bash shell zsh ksh dash ash fish console terminal shellscript shell-session sh-session system sx'],
      ['ps1', 'powershell pwsh'],
      ['bat', 'batch cmd dos'],
      ['env', 'dotenv'],
      ['yaml', 'yml'],
      ['json', 'json5 jsonc'],
      ['ini', 'cfg conf properties'],
      ['dockerfile', 'docker'],
      ['mk', 'make makefile'],
      ['http', 'rest'],
      ['tf', 'terraform hcl'],
      ['go', 'golang gonb'],
      ['rs', 'rust evcxr'],
      ['cs', 'csharp c#'],
      ['fs', 'fsharp f#'],
      ['kt', 'kotlin'],
      ['rb', 'ruby'],
      ['jl', 'julia'],
      ['ex', 'elixir'],
      ['pl', 'perl'],
      ['cpp', 'c++'],
      ['m', 'objective-c'],
    ] as const
  ).flatMap(([ending, names]) => names.split(' ').map((name) => [name, ending] as const)),
);

/** The ending of file names of a language by the name it goes by: of a fence, a kernel, a cell magic, an interpreter. */
export function endingOf(language: string): string | undefined {
  const name = language.toLowerCase();
  return endings.get(name) ?? (/^[a-z]\w{0,11}$/u.test(name) ? name : undefined);
}

/** Programs that run what their arguments name. */
const runners = new Set(['env', 'npx', 'run', 'sudo', 'exec', 'time', 'nice']);

/** The ending of file names of the language of a script without one, which its first line names: `#!/usr/bin/env -S deno run`. */
export function endingOfScript(path: string, text: string): string | undefined {
  if (!text.startsWith('#!') || path.includes('.', path.lastIndexOf('/') + 1)) return undefined;
  return endingOfCommand(/^[^\r\n]{0,300}/u.exec(text.slice(2, 400))?.[0] ?? '');
}

/** The same of a command that runs a script: `bash`, `/usr/bin/env python3`. */
export function endingOfCommand(command: string): string | undefined {
  const words = command.trim().split(/\s+/u).map((word) => word.slice(word.lastIndexOf('/') + 1));
  const program = words.find((word) => !runners.has(word) && !/^-|=/u.test(word))?.replace(/(?<![\d.])[\d.]{1,10}$/u, '');
  if (program === undefined) return undefined;
  return program === 'tsx' ? 'ts' : endingOf(program);
}
