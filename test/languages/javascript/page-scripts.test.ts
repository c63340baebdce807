import { expect, test } from 'vitest';
import { pageScripts } from '../../../src/languages/javascript/page-scripts.js';

test.each([
  ['<script src="./a.js"></script>', ['./a.js ./a.js']],
  ['<script type=module src=src/main.ts?v=1#x></script>', ['./src/main.ts src/main.ts?v=1#x']],
  ["<script src='/src/a.js'></script><script src='../b.js'></script>", ['./src/a.js /src/a.js', '../b.js ../b.js']],
  ['<script src="https://cdn.example.com/a.js"></script><script src="//cdn.example.com/a.js"></script>', []],
  ['<script src="{{ url }}"></script><script src="<%= url %>"></script>', []],
  ['<script>const a = "<script src=\'no.js\'>";</script><img src="a.png">', []],
  ['<!-- <script src="a.js"></script> -->', []],
])('%s', (page, expected) => {
  expect(pageScripts(page).map(({ specifier, start, end }) => `${specifier} ${page.slice(start, end)}`)).toEqual(expected);
});
