import type { Vocabulary } from '../../key/vocabulary.js';
import { printingCommands } from '../text/outputs/commands.js';

/** A name, an entry of what has one, a text in quotes, or a read of the environment. */
const value = String.raw`(?:f?"[^"\\\n]{0,200}"|f?'[^'\\\n]{0,200}'|(?:os\.)?(?:getenv|environ\.get)\([^()\n]{1,100}\)|[A-Za-z_][\w.]{0,100}(?:\[[^[\]()\n]{1,100}\]){0,2})`;
const expression = new RegExp(String.raw`^${value}(?:, ?${value}){0,8}(?=,?[ \t\r]*(?:#[^\n]*)?$)`, 'u');
/** What can hold a key: most of what a cell shows at its end does not, and is left as it is. */
const maybeKey = /key|token|secret|env/iu;

/** The start of the last line of a cell that is neither blank nor a comment. Offsets are 0-based UTF-16 units into the text. */
export function lastLine(text: string, start: number, end: number): number {
  let until = end;
  while (until > start) {
    const line = Math.max(start, text.lastIndexOf('\n', until - 1) + 1);
    if (!/^\s*(?:#|$)/u.test(text.slice(line, Math.min(until, line + 200)))) return line;
    until = line - 1;
  }
  return start;
}

/**
 * The expression that the last line of a cell is, whose value IPython shows. Calls are left out: what they do counts for
 * more than what they give.
 */
export function shownExpression(line: string): string | undefined {
  const shown = expression.exec(line.slice(0, 2000))?.[0];
  return shown !== undefined && maybeKey.test(shown) ? shown : undefined;
}

/** The variables of Python that a command prints: `echo {api_key}`, `echo $api_key`. The shell's own are left out. */
export function variablesShown(command: string, vocabulary: Vocabulary): string[] {
  const names: string[] = [];
  for (const { shown } of printingCommands(command, 'shell')) {
    for (const { groups } of shown.matchAll(/(?<![$\\{])\{(?<filled>[A-Za-z_]\w{0,80})\}|(?<![$\\])\$(?<named>[A-Za-z_]\w{0,80})/gu)) {
      const name = groups?.['filled'] ?? groups?.['named'] ?? '';
      if (groups?.['named'] === undefined || !vocabulary.isKeyName(name)) names.push(name);
    }
  }
  return names;
}
