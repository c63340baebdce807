import { describe, expect, test } from 'vitest';
import type { CommentStyle } from '../../../src/languages/registry.js';
import { commentsOf } from '../../../src/languages/text/comments.js';

const texts = (text: string, style: CommentStyle): string[] => commentsOf(text, style).map((comment) => comment.text.trim());

describe('comments in the marks of each language', () => {
  test.each<[CommentStyle, string, string[]]>([
    ['hash', 'a: 1 # one\n# two\nurl: http://x/#none\n', ['one', 'two']],
    ['hash', 'a = "# none" # one', ['one']],
    ['slash', 'x := "// none" // one\n/* two\n three */ y // four', ['one', 'two\n three', 'four']],
    ['slash', 'curl https://none\n// one', ['one']],
    ['slash-hash', '# one\n// two\n/* three */', ['one', 'two', 'three']],
    ['markup', 'a <!-- one --> b <!--two\n--> {/* three */}', ['one', 'two', 'three']],
    ['dash', "INSERT '--none'; -- one\n/* two */", ['one', 'two']],
    ['semicolon', '; one\nkey=a;b\n# two', ['one', 'two']],
    ['percent', 'x % one\n50\\% none', ['one']],
    ['dash', '--[[ one\n two ]] x -- two', ['one\n two', 'two']],
    ['template', '{# one #}{{!-- two --}}{{! three }}<%# four %><%-- five --%>@* six *@ {{#if a}} <!-- seven -->', ['one', 'two', 'three', 'four', 'five', 'six', 'seven']],
    ['powershell', '<# one\ntwo #> $a = "#none" # three', ['one\ntwo', 'three']],
    ['batch', '@echo off\nREM one\n:: two\n  @rem three\nset A=rem none\nremote none\nrem', ['one', 'two', 'three', '']],
    ['apostrophe', "Dim a = \"it's\" ' one\nRem two\nRemove none", ['one', 'two']],
    ['template', '{{- /* one */ -}}{{-- two --}}<#-- three -->{* four *}{% comment %} five {% endcomment %}\n  // six\nhttp://none', ['one', 'two', 'three', 'four', 'five', 'six']],
    ['hash', 'a: {{/* one */}}\n# two', ['one', 'two']],
    ['ruby', 'a # one\n=begin\ntwo\n=end\nb=begin\n=pod\n\nthree\n\n=cut\n', ['one', 'two', 'three']],
    ['julia', '#= one\ntwo =# x = "#= none" # three', ['one\ntwo', 'three']],
    ['nim', '#[ one ]# let a = "#[" # two', ['one', 'two']],
    ['nix', '{ a = "x"; /* one */ b = c // d; # two\n}', ['one', 'two']],
    ['dash', '{- one\n-} x = 1 -- two', ['one', 'two']],
    ['lisp', '; one\n(def a ";none") ;; two\n#| three |# (x;four\n)', ['one', 'two', 'three', 'four']],
    ['ml', '(* one *) let f = (*) // two\n/* three */', ['one', 'two', 'three']],
    ['pascal', "{ one } const A = '{none}'; (* two *) // three", ['one', 'two', 'three']],
    ['exclamation', "! one\nkey = 'a!b' ! two", ['one', 'two']],
    ['semicolon', '! one\nkey = hello ! none', ['one']],
    ['vim', '" one\nlet a = "none"\n  # two', ['one', 'two']],
    ['asciidoc', '// one\nSee http://none\n////\ntwo\n////\n//// ', ['one', 'two', '']],
    ['rst', '.. one\n.. code-block:: none\n.. _none: x\n..  two', ['one', 'two']],
    ['none', '# nothing', []],
  ])('%s: %j', (style, text, expected) => {
    expect(texts(text, style)).toEqual(expected);
  });

  test('offsets span the marks', () => {
    const text = 'a\n<!-- b -->c';
    const [comment] = commentsOf(text, 'markup');
    expect(text.slice(comment?.start, comment?.end)).toBe('<!-- b -->');
  });

  test('one that is never closed goes on to the end, and costs one pass', () => {
    const text = '<!--'.repeat(200_000);
    expect(commentsOf(text, 'markup')).toHaveLength(1);
    expect(commentsOf('/* a', 'slash').map(({ text: content }) => content)).toEqual([' a']);
  });

  test('an apostrophe hides no comment', () => {
    expect(texts("don't # one\nit isn't # two", 'hash')).toEqual(['one', 'two']);
  });
});
