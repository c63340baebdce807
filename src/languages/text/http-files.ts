import type { Vocabulary } from '../../key/vocabulary.js';
import type { TextFacts } from './fact-list.js';
import { addRequest, type TextRequest } from './requests.js';
import { marked, Variables } from './variables.js';

const httpFile = /\.(?:http|rest)$/iu;
const header = /^(?<name>[\w-]+)[ \t]{0,8}:(?<value>.*)$/u;

function requestLine({ hostPattern }: Vocabulary): RegExp {
  return new RegExp(String.raw`^(?:(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+)?(?<url>(?:https?:\/\/|\{\{|${hostPattern})\S*(?:\s*\{\{[^{}]{0,80}\}\}\S*)*)(?:\s+HTTP\/[\d.]+)?\s*$`, 'iu');
}

/** Adds what is wrong with the requests of a `.http` or `.rest` file that go to Mistral. */
export function addHttpFile(list: TextFacts): void {
  const { source: { path, text }, vocabulary } = list;
  if (!httpFile.test(path) || !vocabulary.mentionsMistralHost(text)) return;
  const begins = requestLine(vocabulary);
  const variables = new Variables(text);
  let current: (TextRequest & { readonly headers: { name: string; value: string; start: number; end: number }[] }) | undefined;
  let inBody = false;
  let offset = 0;
  const finish = (): void => {
    if (current !== undefined) addRequest(current, 'config', list);
    current = undefined;
    inBody = false;
  };
  for (const line of text.split('\n')) {
    const start = offset;
    offset += line.length + 1;
    const trimmed = line.trim();
    const at = start + line.indexOf(trimmed);
    if (/^###/u.test(trimmed)) finish();
    else if (/^(?:#|\/\/|@\w)/u.test(trimmed) || inBody) continue;
    else if (current === undefined) {
      const { method, url = '' } = begins.exec(trimmed)?.groups ?? {};
      if (url === '') continue;
      const from = at + trimmed.indexOf(url);
      current = { url: { text: variables.fill(marked(url)), start: from, end: from + url.length }, method, headers: [], basic: undefined, bearer: false, open: false, unchecked: [] };
    } else if (trimmed === '') inBody = true;
    else if (/^[?&]/u.test(trimmed)) current = { ...current, url: { text: current.url.text + variables.fill(marked(trimmed)), start: current.url.start, end: at + trimmed.length } };
    else {
      const { name, value = '' } = header.exec(trimmed)?.groups ?? {};
      // A script or a file of headers may add more.
      if (name === undefined) current = { ...current, open: true };
      else current.headers.push({ name, value: variables.fill(marked(value)), start: at, end: at + trimmed.length });
    }
  }
  finish();
}
