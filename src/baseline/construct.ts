/** How far before a finding the constructs around it are looked for, in UTF-16 units, and how many. */
const reach = 100_000;
const deepest = 8;

/** What a block belongs to that has no name of its own. */
const control = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'else', 'return', 'function', 'do', 'try', 'async', 'await', 'elif', 'except', 'finally', 'match', 'case']);

const named = [
  /\b(?:function\*?|class|interface|namespace|def|fn|func|sub)\s{1,20}(?<name>[\w$.]{1,100})/u,
  /(?<name>[\w$.-]{1,100})["']?\s{0,20}[:=]\s{0,20}(?:async\s{0,20})?(?:function\b|\(|[\w$]{1,100}\s{0,20}=>)/u,
  /(?<name>[\w$]{1,100})\s{0,20}\([^()]{0,500}\)[^(){};=]{0,200}$/u,
  /(?<name>[\w$.-]{1,100})["']?\s{0,20}[:=]\s{0,20}$/u,
];

/**
 * The names of the functions, classes and blocks around a place, from the inside, as the text alone tells: those of a
 * language with braces by its braces, those of Python by its indentation. They stay the same when lines move or are laid out
 * anew, as long as they are in one construct.
 */
export function constructsAround(text: string, offset: number, isPython: boolean): string[] {
  const from = Math.max(0, offset - reach);
  const before = text.slice(from, offset);
  return isPython ? byIndentation(before) : byBraces(before);
}

function byBraces(before: string): string[] {
  const names: string[] = [];
  let depth = 0;
  for (let at = before.length - 1; at >= 0 && names.length < deepest; at--) {
    const character = before[at];
    if (character === '}') depth++;
    else if (character === '{' && depth > 0) depth--;
    else if (character === '{') {
      const name = nameOf(before.slice(Math.max(0, at - 600), at));
      if (name !== undefined) names.push(name);
    }
  }
  return names;
}

/** @param head what stands before the brace */
function nameOf(head: string): string | undefined {
  const start = Math.max(head.lastIndexOf(';'), head.lastIndexOf('}'), head.lastIndexOf('{'));
  return nameIn(head.slice(start + 1).trimEnd());
}

function nameIn(head: string): string | undefined {
  for (const pattern of named) {
    const name = pattern.exec(head)?.groups?.['name'];
    if (name !== undefined && !control.has(name)) return name;
  }
  return undefined;
}

function byIndentation(before: string): string[] {
  const names: string[] = [];
  const lines = before.split('\n');
  let indentation = indentationOf(lines.pop() ?? '');
  for (let line = lines.pop(); line !== undefined && indentation > 0 && names.length < deepest; line = lines.pop()) {
    if (line.trim() === '' || indentationOf(line) >= indentation) continue;
    indentation = indentationOf(line);
    const name = /^\s*(?:async\s+)?(?:def|class)\s+(?<name>\w+)/u.exec(line)?.groups?.['name'];
    if (name !== undefined) names.push(name);
  }
  return names;
}

function indentationOf(line: string): number {
  return line.length - line.trimStart().length;
}
