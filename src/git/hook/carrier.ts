/**
 * A text that runs commands when git runs a hook, and can run ours too: a script, or the configuration of a tool that
 * looks after hooks. The text is changed by putting whole lines, or the beginning of one command, into it.
 */
export interface Carrier {
  /** What looks after the hook, as it calls itself. */
  readonly manager: string;
  /** The absolute path. */
  readonly file: string;
  /** Says whether the text runs our command already, put there by whomever. */
  has(text: string): boolean;
  /** @returns the text that runs `command` (with its arguments), too; `undefined` where that is not safe */
  add(text: string, command: string): string | undefined;
  /** What a new file begins with. Without it, a file that is not there is not made. */
  readonly start?: string;
  /** Says what to put into the file by hand, and where. */
  byHand(command: string): string;
  /** What makes the tool write git's hook. */
  readonly activation?: string;
  /** What has to be done after any change, as a sentence. */
  readonly afterChange?: string;
  /** Says whether the tool copies the commands into git's hook, so that it has to do so after each change. */
  readonly copies?: boolean;
}

/** Says whether a line of a script or of a configuration, but for comments, runs the command. */
export function runsCommand(text: string, scan: string): boolean {
  return text.split('\n').some((line) => !/^\s*(?:#|\/\/)/u.test(line) && line.includes(`mistral-keys ${scan}`));
}

/** So many lines at most are put into a text. */
const linesAdded = 12;

/**
 * Takes out of a text what `add` has put in: all of it, and nothing else. What was added around it since stays.
 * @returns `undefined` where that is not there: it was put there, or changed, by hand
 */
export function withoutAddition(text: string, carrier: Carrier, scan: string): string | undefined {
  const lines = text.split('\n');
  const at = lines.findIndex((line) => runsCommand(line, scan));
  const line = lines[at];
  if (line === undefined) return undefined;
  const commands = commandsIn(line, scan);
  const candidates = [...withoutLines(lines, at), ...commands.map((command) => text.replace(`${command} && `, ''))].filter((candidate) => candidate !== text);
  const made = candidates.flatMap((candidate) => commands.map((command) => ({ candidate, again: carrier.add(candidate, command) })));
  const exact = made.find(({ again }) => again === text);
  if (exact !== undefined) return exact.candidate;
  // The place may be another one today.
  return made.find(({ candidate, again }) => again !== undefined && sameLines(more(candidate, again), more(candidate, text)))?.candidate;
}

/** @returns the lines that the longer of two texts has more than the other, in whatever order */
function more(shorter: string, longer: string): string[] {
  const rest = longer.split('\n').map((line) => line.trim());
  for (const line of shorter.split('\n')) {
    const index = rest.indexOf(line.trim());
    if (index >= 0) rest.splice(index, 1);
  }
  return rest;
}

function sameLines(one: readonly string[], other: readonly string[]): boolean {
  return one.toSorted().join('\n') === other.toSorted().join('\n');
}

function* withoutLines(lines: readonly string[], at: number): Iterable<string> {
  for (let first = at; first >= 0 && first > at - linesAdded; first--) {
    for (let end = at + 1; end <= lines.length && end - first <= linesAdded; end++) {
      const taken = lines.slice(first, end);
      // What is added begins with the line that holds the others.
      if (indentOf(taken.slice(1)) < indentOf(taken.slice(0, 1))) break;
      yield [...lines.slice(0, first), ...lines.slice(end)].join('\n');
    }
  }
}

/** The width of the smallest indentation of lines that are not empty. */
function indentOf(lines: readonly string[]): number {
  return Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/u)));
}

/** What could be the command in a line, with its folder, quoted or not. */
function commandsIn(line: string, scan: string): string[] {
  const end = line.indexOf(`mistral-keys ${scan}`) + `mistral-keys ${scan}`.length;
  const before = line.slice(0, end);
  return [...before.matchAll(/(?<![^\s"])[^\s"]/gu)].map(({ index }) => before.slice(index)).filter((command) => command.includes('mistral-keys '));
}

/**
 * Puts lines in front of the entry that begins at an offset, indented as it is.
 * @returns `undefined` where the entry does not begin its line
 */
export function linesBefore(text: string, offset: number, lines: readonly string[]): string | undefined {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const indent = text.slice(start, offset);
  if (indent.trim() !== '') return undefined;
  return text.slice(0, start) + lines.map((line) => `${indent}${line}${lineEnd(text)}`).join('') + text.slice(start);
}

/** @returns what ends the lines of a text */
export function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}
