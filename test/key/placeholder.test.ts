import { describe, expect, it } from 'vitest';

import { isPlaceholder } from '../../src/key/placeholder.js';
import { RandomText } from './random.js';

const random = new RandomText(3);

describe('isPlaceholder', () => {
  it.each([
    '', '  ', 'YOUR_API_KEY', 'your-api-key-here', 'your_mistral_api_key_here', 'YourMistralApiKey', '<key>', '<paste-your-key>', '&lt;your key&gt;',
    '[key]', '[your_key_here]', 'xxx', 'x'.repeat(32), 'XXXXXXXX-XXXX', 'sk-xxxxxxxxxxxxxxxxxxxxxxxx', '***', '***REDACTED***', '...', '…', 'abc…', '••••••••',
    'changeme', 'CHANGE_ME', 'CHANGE_ME_BEFORE_DEPLOYING_PLEASE', 'test-key', 'test', 'dummy', 'dummy-api-key-not-used-anywhere', 'fake-mistral-key-for-unit-tests',
    'fake_key_123', 'example-key', 'EXAMPLE', 'REDACTED', 'MISTRAL_API_KEY', 'mistralApiKey', 'mistral_api_key', 'CODESTRAL_API_KEY',
    'VOTRE_CLE_ICI', 'votre-cle-api', 'ersetze-mich-durch-deinen-schluessel', 'DEIN_API_SCHLUESSEL', 'Collez-votre-clé-Mistral-ici', 'Collez-votre-clé',
    'la_tua_chiave', 'tu-clave-aqui', 'SUA_CHAVE_AQUI', 'ваш-ключ', '在此填写你的密钥', 'put-it-in-the-private-file', 'REPLACE-WITH-REAL-TOKEN', 'insert-key-here',
    'user_provided', 'none', 'null', 'undefined', 'TODO', 'not-needed', 'sk-no-key-required',
    '${VAR}', '${MISTRAL_API_KEY}', '${MISTRAL_API_KEY:?set it}', '${MISTRAL_API_KEY:-}', '${MISTRAL_API_KEY:-changeme}', '{{ var }}', '{{mistral_api_key}}', '${{ secrets.KEY }}',
    '%VAR%', '%s', '$(pass show mistral)', '$VAR', '$env:VAR', '{key}', '<%= key %>', '#{key}', '#{X}#', '__X__', '__MISTRAL_API_KEY__', '@name', '@secrets/mistral',
    '@Microsoft.KeyVault(SecretUri=https://example.vault.azure.net/secrets/m)', 'op://vault/mistral/key', 'vault:secret/data/mistral#key',
    'arn:aws:secretsmanager:eu-west-1:123456789012:secret:mistral', 'projects/p/secrets/mistral/versions/1', 'ENC[AES256_GCM,data:abc]', 'env:CODESTRAL_API_KEY', 'secretKeyRef',
    'abcdefghij1234567890ABCDEFGHIJ12', '1234567890', '0123456789abcdef0123456789abcdef', 'deadbeef'.repeat(4), '0'.repeat(32), 'a1b2c3d4e5f6g7h8i9j0', 'Abcd0000000000000000000000000000',
    'qwertyuiopasdfgh', 'ollama', 'foobar', 'YOURMISTRALAPIKEYGOESHERE1234567',
  ])('knows %j', (value) => {
    expect(isPlaceholder(value)).toBe(true);
  });

  it('takes no random key for one', () => {
    const many = new RandomText(4);
    let wrong = 0;
    for (let count = 0; count < 200_000; count++) if (isPlaceholder(many.key())) wrong++;
    expect(wrong).toBeLessThan(40);
  });

  it.each([28, 31, 33])('takes hardly a random value of %i characters for one', (length) => {
    const many = new RandomText(length);
    let wrong = 0;
    for (let count = 0; count < 20_000; count++) if (isPlaceholder(many.key(length))) wrong++;
    expect(wrong).toBeLessThan(20);
  });

  it.each([
    ['xxx', 'xxx'],
    ['test', 'test'],
    ['Test', 'Test'],
    ['key', 'Key'],
    ['your', 'YOUR'],
  ])('lets a random key hold %s', (_, letters) => {
    const key = random.key();
    expect(isPlaceholder(`${key.slice(0, 9)}${letters}${key.slice(9 + letters.length)}`)).toBe(false);
  });

  it('takes other real values for real', () => {
    expect(isPlaceholder(random.hex())).toBe(false);
    expect(isPlaceholder(`sk-${random.key(48)}`)).toBe(false);
    expect(isPlaceholder(`sk_test_${random.key(24)}`)).toBe(false);
    expect(isPlaceholder(`\${MISTRAL_API_KEY:-${random.key()}}`)).toBe(false);
  });
});
