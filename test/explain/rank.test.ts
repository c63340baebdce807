import { describe, expect, test } from 'vitest';
import { evidenceOfEnvironment, evidenceOfFindings } from '../../src/explain/evidence.js';
import { rankCauses } from '../../src/explain/rank.js';
import type { Finding } from '../../src/scan/finding.js';
import { scan } from '../../src/scan/index.js';
import { RandomText } from '../key/random.js';
import { folder } from '../scan/folder.js';

const key = new RandomText(31).key();

async function findings(files: Readonly<Record<string, string>>): Promise<readonly Finding[]> {
  return (await scan({ cwd: folder(files) })).findings;
}

describe('evidence of the environment', () => {
  test.each([
    [{}, [['missing-or-empty', 3]]],
    [{ MISTRAL_API_KEY: '' }, [['missing-or-empty', 4]]],
    [{ MISTRAL_API_KEY: key }, []],
    [{ MISTRAL_API_KEY: `"${key}"` }, [['invalid-or-expired', 4]]],
    [{ MISTRAL_API_KEY: `${key}\n` }, [['invalid-or-expired', 5]]],
    [{ MISTRAL_API_KEY: key.slice(2) }, [['invalid-or-expired', 1]]],
    [{ MISTRAL_API_KEY: key, MISTRAL_DEBUG: 'false', NODE_TLS_REJECT_UNAUTHORIZED: '0' }, [['insecure-transport', 3], ['exposed-in-output', 3]]],
  ])('%j', (environment, expected) => {
    const evidence = evidenceOfEnvironment(environment);
    expect(evidence.map(({ cause, weight }) => [cause, weight])).toEqual(expected);
    expect(JSON.stringify(evidence)).not.toContain(key.slice(0, 6));
  });
});

test('what is seen in the project comes before what is common', async () => {
  const found = await findings({ 'src/a.ts': `import { Mistral } from '@mistralai/mistralai';\nexport const client = new Mistral({ api_key: process.env.MISTRAL_API_KEY });\n` });
  const evidence = [...evidenceOfFindings(found, []), ...evidenceOfEnvironment({ MISTRAL_API_KEY: key })];
  const ranked = rankCauses(['missing-or-empty', 'invalid-or-expired', 'passed-incorrectly'], evidence);
  expect(ranked.map(({ cause }) => cause)).toEqual(['passed-incorrectly', 'missing-or-empty', 'invalid-or-expired']);
  expect(ranked[0]?.evidence[0]).toMatchObject({ place: expect.stringMatching(/^src\/a\.ts:2:\d+$/u) as string, fix: expect.stringContaining('apiKey') as string });
});

test('a finding on the stack trace comes first among its like', async () => {
  const program = `import { Mistral } from '@mistralai/mistralai';\nexport const client = new Mistral({ apiKey: process.env.MISTRAL_API_KEY });\n`;
  const found = await findings({ 'src/a.ts': program, 'src/b.ts': program });
  const [ranked] = rankCauses(['missing-or-empty'], evidenceOfFindings(found, [{ file: '/app/src/b.ts', line: 2 }]));
  expect(ranked?.evidence.map(({ place }) => place?.slice(0, 8))).toEqual(['src/b.ts', 'src/a.ts']);
  expect(ranked?.evidence[0]?.text).toContain('The stack trace goes through this file.');
});

test('without evidence the order is that of the error', () => {
  expect(rankCauses(['invalid-or-expired', 'missing-or-empty'], []).map(({ cause }) => cause)).toEqual(['invalid-or-expired', 'missing-or-empty']);
});
