import { describe, expect, test } from 'vitest';
import { plainVocabulary } from '../../../src/key/vocabulary.js';
import { outputsOf } from '../../../src/languages/text/outputs/index.js';

function printed(text: string, quotes: 'shell' | 'format' = 'shell', extent: 'file' | 'block' | 'line' = 'file'): string[] {
  return outputsOf(text, quotes, extent, plainVocabulary).map(({ start, end }) => text.slice(start, end));
}

describe('commands that print a key', () => {
  test.each([
    ['echo $MISTRAL_API_KEY', 'echo $MISTRAL_API_KEY'],
    ['if true; then echo "k=${MISTRAL_API_KEY}"; fi', 'echo "k=${MISTRAL_API_KEY}"'],
    ['printf "%s" "$CODESTRAL_API_KEY" | base64', 'printf "%s" "$CODESTRAL_API_KEY"'],
    ['echo "$MISTRAL_API_KEY" >&2', 'echo "$MISTRAL_API_KEY"'],
    ['echo "$MISTRAL_API_KEY" >> build.log', 'echo "$MISTRAL_API_KEY"'],
    ['echo "$MISTRAL_API_KEY" >> "$GITHUB_STEP_SUMMARY"', 'echo "$MISTRAL_API_KEY"'],
    ['echo "K=$MISTRAL_API_KEY" | tee -a "$GITHUB_ENV"', 'echo "K=$MISTRAL_API_KEY"'],
    ["bash -c 'echo $MISTRAL_API_KEY'", 'echo $MISTRAL_API_KEY'],
    ['sh "echo \'$MISTRAL_API_KEY\'"', "echo '$MISTRAL_API_KEY'"],
    ['echo ${MISTRAL_API_KEY:0:28}', 'echo ${MISTRAL_API_KEY:0:28}'],
    ['echo "a" \\\n  "$MISTRAL_API_KEY"', 'echo "a" \\\n  "$MISTRAL_API_KEY"'],
    ['KEY=$MISTRAL_API_KEY\necho $KEY', 'echo $KEY'],
    ['curl -H "Authorization: Bearer $KEY" https://api.mistral.ai/v1/models\necho $KEY', 'echo $KEY'],
    ['printenv MISTRAL_API_KEY', 'printenv MISTRAL_API_KEY'],
    ['env | grep MISTRAL', 'env | grep MISTRAL'],
    ['cat <<EOF\nkey: $MISTRAL_API_KEY\nEOF', 'cat <<EOF\nkey: $MISTRAL_API_KEY\nEOF'],
    ['node -e "console.log(process.env.MISTRAL_API_KEY)"', 'console.log(process.env.MISTRAL_API_KEY)'],
    ['Write-Host "key: $env:MISTRAL_API_KEY"', 'Write-Host "key: $env:MISTRAL_API_KEY"'],
    ['echo %MISTRAL_API_KEY%', 'echo %MISTRAL_API_KEY%'],
    ['\t@echo $(MISTRAL_API_KEY)', 'echo $(MISTRAL_API_KEY)'],
    ['- run: echo "${{ secrets.MISTRAL_API_KEY }}"', 'echo "${{ secrets.MISTRAL_API_KEY }}"'],
  ])('%s', (text, expected) => {
    expect(printed(text)).toEqual([expected]);
  });

  test('a command in quotes of a format ends with them', () => {
    expect(printed('"scripts": { "key": "echo $MISTRAL_API_KEY", "next": "x" }', 'format')).toEqual(['echo $MISTRAL_API_KEY']);
  });
});

describe('commands that print none', () => {
  test.each([
    "echo '$MISTRAL_API_KEY'",
    'echo "\\$MISTRAL_API_KEY"',
    'echo MISTRAL_API_KEY',
    'echo "${MISTRAL_API_KEY:0:4}…"',
    'echo "${MISTRAL_API_KEY: -4}"',
    'echo "${#MISTRAL_API_KEY}"',
    'echo "${MISTRAL_API_KEY:+set}"',
    'echo "${MISTRAL_API_KEY//?/*}"',
    'echo "$MISTRAL_API_KEY" > .env',
    'echo "$MISTRAL_API_KEY" >> "$GITHUB_ENV"',
    'echo "$MISTRAL_API_KEY" | gh secret set MISTRAL_API_KEY',
    'echo "$MISTRAL_API_KEY" | cut -c1-4',
    'echo "$MISTRAL_API_KEY" | tee .env > /dev/null',
    'echo "::add-mask::$MISTRAL_API_KEY"',
    'length=$(echo -n "$MISTRAL_API_KEY" | wc -c)',
    'echo "set: $([ -n "$MISTRAL_API_KEY" ] && echo yes)"',
    'echo done # $MISTRAL_API_KEY',
    'env | grep MISTRAL | cut -d= -f1',
    'export MISTRAL_API_KEY',
    'cat <<EOF > .env\nMISTRAL_API_KEY=$MISTRAL_API_KEY\nEOF',
    "cat <<'EOF'\n$MISTRAL_API_KEY\nEOF",
    'echo $MISTRAL_MODEL $OPENAI_API_KEY',
    'Write-Host "set: $([bool]$env:MISTRAL_API_KEY)"',
    'echo "${{ secrets.MISTRAL_API_KEY != \'\' }}"',
    'KEY=$OPENAI_API_KEY\necho $KEY',
  ])('%s', (text) => {
    expect(printed(text)).toEqual([]);
  });
});

describe('traces', () => {
  const call = 'curl -H "Authorization: Bearer $MISTRAL_API_KEY" https://api.mistral.ai/v1/models';

  test.each([
    ['set -x', `set -x\n${call}`],
    ['set -euxo pipefail', `set -euxo pipefail\n${call}`],
    ['set -o xtrace', `set -o xtrace\n${call}`],
    ['#!/bin/bash -x', `#!/bin/bash -x\n${call}`],
    ['set -x', 'set -x\nexport MISTRAL_API_KEY=$(pass show mistral)'],
  ])('%s prints the key of what follows', (expected, text) => {
    expect(printed(text)).toEqual([expected]);
  });

  test.each([
    `set -x\nnpm ci\nset +x\n${call}`,
    `set -e\n${call}`,
    `${call}\nset -x\nnpm test`,
    'set -x\necho start # $MISTRAL_API_KEY',
  ])('%s prints none', (text) => {
    expect(printed(text)).toEqual([]);
  });

  test('a trace holds to the end of its block', () => {
    const steps = `- run: |\n    set -x\n    npm ci\n- run: ${call}\n`;
    expect(printed(steps, 'format', 'block')).toEqual([]);
    expect(printed(`- run: |\n    set -x\n    ${call}\n`, 'format', 'block')).toEqual(['set -x']);
    expect(printed(`RUN set -x && \\\n  ${call}\nRUN npm ci\n`, 'format', 'line')).toEqual(['set -x']);
  });
});

test('a script of one long line is read to its end', () => {
  const line = "echo 'a'; set -x; echo $MISTRAL_API_KEY; set +x; ";
  expect(printed(line.repeat(5000)).length).toBe(10_000);
});
