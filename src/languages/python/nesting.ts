/** CPython takes no more brackets inside one another (`MAXLEVEL` of its tokenizer). */
const deepest = 200;

const mark = /"""|'''|["'#()[\]{}]/gu;

/**
 * Do brackets nest deeper than any Python may? The parser would read them all the same, at a price: each bracket that it
 * has to give up costs it a search. Found in one pass; strings and comments are passed over.
 */
export function nestsTooDeep(text: string): boolean {
  let depth = 0;
  const marks = new RegExp(mark);
  for (let found = marks.exec(text); found !== null; found = marks.exec(text)) {
    const [spelt] = found;
    if (spelt === '(' || spelt === '[' || spelt === '{') {
      if (++depth > deepest) return true;
    } else if (spelt === ')' || spelt === ']' || spelt === '}') depth = Math.max(0, depth - 1);
    else marks.lastIndex = spelt === '#' ? lineEnd(text, marks.lastIndex) : stringEnd(text, marks.lastIndex, spelt);
  }
  return false;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

/** @returns the offset behind the closing quotes; a string between single ones that is left open ends with its line */
function stringEnd(text: string, from: number, quotes: string): number {
  const stop = quotes.length === 3 ? new RegExp(`${quotes}|\\\\`, 'gu') : new RegExp(`[${quotes}\\n\\\\]`, 'gu');
  stop.lastIndex = from;
  for (let found = stop.exec(text); found !== null; found = stop.exec(text)) {
    if (found[0] !== '\\') return stop.lastIndex;
    // What is escaped ends nothing: a quote, or the line.
    stop.lastIndex += text.startsWith('\r\n', stop.lastIndex) ? 2 : 1;
  }
  return text.length;
}
