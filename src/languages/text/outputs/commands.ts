/** A simple command with where its output goes. Offsets are 0-based UTF-16 units, in the text that was searched. */
export interface PrintingCommand {
  /** `echo`, `printf`, … as it is spelt. */
  readonly command: string;
  readonly start: number;
  readonly end: number;
  /** The arguments, without what stands in single quotes. */
  readonly shown: string;
}

const printer = /(?<![\w.$/-])(?<command>echo|printf|cat(?=\s{0,4}<<<)|logger|Write-(?:Host|Output|Information|Verbose|Debug|Warning|Error)|println|\$\((?:info|warning|error))(?=[\s"'(])/giu;

/** The end of a command, and where it writes to. */
interface Extent {
  readonly end: number;
  readonly shown: string;
  readonly goesElsewhere: boolean;
}

/** What is looked at of a line before a command, and of the command. A script may be a single line. */
const longestBeginning = 1000;
const longestCommand = 4000;

/**
 * The commands of a text that print on its output; what is captured, written to a file or handed to another program is not
 * printed.
 * @param quotes whose are the quotes around a command on its line: the shell's, or those of a format such as JSON?
 */
export function* printingCommands(text: string, quotes: 'shell' | 'format'): Generator<PrintingCommand> {
  for (const match of text.matchAll(printer)) {
    const start = match.index;
    const near = text.slice(Math.max(0, start - longestBeginning), start);
    const before = near.slice(near.lastIndexOf('\n') + 1);
    if (isCaptured(before) || !isCommandPosition(before)) continue;
    const command = match.groups?.['command'] ?? '';
    const extent = extentOf(text, start + command.length, openQuote(before), quotes === 'shell');
    if (!extent.goesElsewhere) yield { command: command.replace('$(', ''), start, end: extent.end, shown: extent.shown };
  }
}

/** `x=$(echo …)`, `` `echo …` ``: the output is taken, not shown. */
function isCaptured(before: string): boolean {
  return before.lastIndexOf('$(') > before.lastIndexOf(')') || count(before, '`') % 2 === 1;
}

/** A command stands at the start of a line, behind a separator, a keyword or a quote, or as the value of an entry. */
function isCommandPosition(before: string): boolean {
  const trimmed = before.trimEnd();
  if (trimmed === '' || /[;&|{(:"'@`[,!-]$/u.test(trimmed)) return true;
  return /(?:^|[\s"'])(?:then|do|else|RUN|CMD|sudo|time|exec|script|command|sh|bat|-[a-z]*c|cmd \/c)$/iu.test(trimmed) || /=\s*["']?$/u.test(trimmed);
}

function count(text: string, character: string): number {
  let found = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) if (text[at - 1] !== '\\') found++;
  return found;
}

/** The quote that is open at the end of a line's beginning, if one is. */
function openQuote(before: string): string {
  let open = '';
  for (let at = 0; at < before.length; at++) {
    const character = before[at] ?? '';
    if (character === '\\') at++;
    else if (open !== '') open = character === open ? '' : open;
    else if (character === '"' || (character === "'" && !/\w/u.test(before[at - 1] ?? ''))) open = character;
  }
  return open;
}

/**
 * Reads a command to its end: quotes, continued lines, redirections and pipes.
 * @param outer the quote that the whole command stands in, or `''`
 * @param isShell is that one of the shell's? Then what stands in single quotes inside of it is expanded, too
 */
function extentOf(text: string, from: number, outer: string, isShell: boolean): Extent {
  const inDouble = outer === '"' && isShell;
  let quote = '';
  let shown = '';
  let end = from;
  let at = from;
  const limit = Math.min(text.length, from + longestCommand);
  for (; at < limit; at++) {
    const character = text[at] ?? '';
    if (character === '\\' && at + 1 < limit) {
      const escaped = text[at + 1] ?? '';
      // An escaped quote is one of the format around, or of the text: neither ends the command.
      if (escaped !== '\n' && escaped !== '"' && escaped !== "'") shown += `\\${escaped}`;
      at++;
      end = at + 1;
      continue;
    }
    if (character === '$' && text[at + 1] === '(' && (quote !== "'" || inDouble)) {
      const close = closing(text, at + 1, limit);
      const inside = text.slice(at + 2, close);
      // What another command makes of a value is not known.
      if (/^(?:env\.)?\w+$|^\$env:\w+$/u.test(inside)) shown += text.slice(at, close + 1).replace(/^\$\((?=\$)/u, '');
      at = close;
      end = at + 1;
      continue;
    }
    if (character === '\n' || character === '\r' || (character === '#' && quote === '' && /\s/u.test(text[at - 1] ?? ''))) break;
    // What a workflow fills in, it fills in before the shell sees any quotes.
    if (quote === "'" && text.startsWith('${{', at)) {
      const close = text.indexOf('}}', at);
      if (close > at && close < limit) {
        shown += text.slice(at, close + 2);
        at = close + 1;
        end = at + 1;
        continue;
      }
    }
    if (quote !== '') {
      if (character === quote) quote = '';
      else if (quote === '"' || inDouble) shown += character;
      end = at + 1;
      continue;
    }
    if (character === outer) break;
    if (character === '"' || character === "'") {
      quote = character;
      end = at + 1;
      continue;
    }
    if (character === ')' || character === ';' || character === '|' || character === '>' || character === '`') break;
    if (character === '&' && text[at + 1] === '&') break;
    shown += character;
    if (character.trim() !== '') end = at + 1;
  }
  const [rest = ''] = text.slice(at, limit).split('\n', 1);
  return { end, shown, goesElsewhere: /::(?:add-mask|set-output|set-env|save-state)\b|##vso\[task\.setvariable/u.test(shown) || leadsAway(rest) };
}

/** Where the bracket at an offset is closed, on the same line. */
function closing(text: string, from: number, limit: number): number {
  let open = 0;
  for (let at = from; at < limit && text[at] !== '\n'; at++) {
    if (text[at] === '(') open++;
    else if (text[at] === ')' && --open === 0) return at;
  }
  return from;
}

const shownTargets = /^\s{0,4}(?:&\s{0,2}[12]|["']?(?:\/dev\/(?:stdout|stderr|tty)|\$\{?GITHUB_STEP_SUMMARY\}?|[^\s"']{0,200}\.log)["']?)(?=[\s;&|)"']|$)/u;
const passing = /^\s{0,4}(?:cat|tee|base64|xxd|od|hexdump|rev|fold|more|less|nl|sort|grep|column|Out-Host|Out-String)\b/iu;

/** Does what stands behind a command take its output to where nobody reads it? */
function leadsAway(rest: string): boolean {
  let left = rest;
  for (let step = 0; step < 20; step++) {
    if (/^\|(?!\|)/u.test(left)) {
      const next = left.slice(1);
      if (!passing.test(next)) return true;
      const stop = /[|;>&]/u.exec(next)?.index ?? next.length;
      left = next.slice(stop).replace(/^2(?=>)/u, '');
    } else if (/^>{1,2}/u.test(left)) return !shownTargets.test(left.replace(/^>{1,2}\|?/u, ''));
    else return false;
  }
  return false;
}
