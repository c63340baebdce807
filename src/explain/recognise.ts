import { type KnownText, knownTexts } from './known-texts.js';

/** Longer texts are cut: the error stands at the end of a log, or where a trace begins. */
const longestLooked = 200_000;

/** What an error text is. */
export interface Recognised {
  readonly known: KnownText;
  /** Files and lines that a stack trace in the text goes through, as it spells them. 1-based. */
  readonly places: readonly { readonly file: string; readonly line: number }[];
}

/** @returns `undefined` where no known error stands in the text */
export function recognise(text: string): Recognised | undefined {
  const looked = text.length <= longestLooked ? text : text.slice(0, longestLooked / 2) + text.slice(-longestLooked / 2);
  // eslint-disable-next-line no-control-regex -- logs hold the escapes of colours
  const plain = looked.replace(/\u001b\[[\d;]{0,20}m/gu, '');
  const known = knownTexts.find(({ pattern }) => pattern.test(plain));
  return known === undefined ? undefined : { known, places: [...placesIn(plain)] };
}

/** No trace that helps goes deeper. */
const mostPlaces = 200;

function* placesIn(text: string): Iterable<{ file: string; line: number }> {
  let found = 0;
  // `at f (/app/a.js:1:2)`, `at file:///app/a.mjs:1:2`, `File "/app/a.py", line 3`.
  for (const match of text.matchAll(/File "(?<python>[^"\n]{1,500})", line (?<pythonLine>\d{1,7})|(?:\(|at |file:\/\/)(?<script>(?:[A-Za-z]:)?[^\s:()]{1,500}\.[cm]?[jt]sx?):(?<scriptLine>\d{1,7})/gu)) {
    const { python, pythonLine, script, scriptLine } = match.groups ?? {};
    const file = python ?? script ?? '';
    if (/node_modules|site-packages|^node:/u.test(file)) continue;
    yield { file: file.replace(/^(?:async )?file:\/\//u, ''), line: Number(pythonLine ?? scriptLine) };
    if (++found >= mostPlaces) return;
  }
}
