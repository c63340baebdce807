import { SourceFile } from '../../src/facts/source.js';
import type { ScanOutcome } from '../../src/scan/result.js';
import { finding, outcome } from './outcome.js';

/**
 * Pieces that mean something to a terminal, to XML, HTML, Markdown, CSV, SARIF or GitHub Actions. Each holds `payload`, by
 * which a test finds it again.
 */
export const pieces = [
  '\u001b[31mpayload\u0007\u0000',
  '\u009b2Jpayload\u0085',
  '\u202epayload\u2066\u200e\ufeff',
  'payload\r\n::error file=x::payload',
  '%0Apayload%25',
  ']]>payload<!-- -->',
  '</script><script>payload()</script>',
  '<img src=x onerror=payload()>',
  '"\' onmouseover="payload()',
  '| payload | `payload` | \\| payload \\`',
  '[payload](https://evil.example/payload)',
  'https://payload.example www.payload.example WWW.payload.example',
  '![payload](x) **payload** _payload_ ~~payload~~ # payload',
  '@payload #1 &amp; &#64; $payload$',
  '=payload()+1',
  '@payload',
  '{0} {payload}',
  'payload, "quoted" payload; payload: payload',
  '\u2028payload\u2029',
  'payload\ud800 \udc00 \uffff',
  'payload😀日本',
];

/** A scan whose every text is one of the pieces: names, messages, notes, source, authors, reasons. */
export function hostileOutcome(): ScanOutcome {
  const sources = pieces.map((piece) => new SourceFile(`src/${piece}/a.ts`, `before ${piece}\nconst a = '${piece}';\n`));
  const [first = new SourceFile('a.ts', '')] = sources;
  const findings = sources.map((source, index) => {
    const piece = pieces[index] ?? '';
    return finding(source, 0, 6, {
      severity: index % 2 === 0 ? 'error' : 'warning',
      message: `Message ${piece}`,
      symptom: piece,
      fix: { text: piece, edits: [{ file: source.path, start: 0, end: 6, text: piece }] },
      key: { redacted: 'aB3d…(32)', fingerprint: '00112233445566778899aabbccddeeff' },
      chain: [{ file: `${piece}.ts`, line: 1, note: piece }],
      commit: { id: '0123456789abcdef0123456789abcdef01234567', author: piece, date: '2030-01-01T00:00:00Z', subject: piece },
    });
  });
  const { result } = outcome(first, findings);
  const unusedSuppressions = pieces.map((piece, index) => ({ file: `${piece}.ts`, line: index + 1, column: 1, rule: piece, message: piece }));
  const skipped = pieces.map((piece) => ({ file: piece, reason: `reason ${piece}` }));
  return {
    result: { ...result, summary: { ...result.summary, skipped }, unusedSuppressions, complete: false },
    sources: new Map(sources.map((source) => [source.path, { source, secrets: [] }])),
  };
}
