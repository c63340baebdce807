import { describe, expect, test } from 'vitest';
import { keysIn } from '../text/read.js';

describe('keys in YAML', () => {
  test.each<[string, string, string[]]>([
    ['nested names', 'llm:\n  mistral:\n    model: small\n    apiKey: KEY1\n', ['4 bound']],
    ['hexadecimal under a nested name', 'mistral:\n  api_key: HEX1\n', ['2 bound']],
    ['a provider beside it', 'llm:\n  provider: mistral\n  api_key: KEY1\n', ['3 unbound']],
    ['a provider behind it', 'llm:\n  api_key: "KEY1"\n  provider: mistral\n', ['2 unbound']],
    ['a provider one level out', 'llm:\n  provider: mistral\n  auth:\n    token: KEY1\n', ['4 unbound']],
    ['an address beside it', 'endpoints:\n  - name: X\n    baseURL: https://api.mistral.ai/v1\n    apiKey: HEX1\n', ['4 bound']],
    ['name and value', 'env:\n  - name: MISTRAL_API_KEY\n    value: KEY1\n  - name: OTHER\n    value: KEY2\n', ['3 bound']],
    ['value before name', 'env:\n  - value: KEY1\n    name: MISTRAL_API_KEY\n', ['2 bound']],
    ['key and value', 'envVars:\n  - key: CODESTRAL_API_KEY\n    value: KEY1\n', ['3 bound']],
    ['a default', 'Parameters:\n  MistralApiKey:\n    Type: String\n    Default: KEY1\n', ['4 bound']],
    ['base64 in a Secret', 'apiVersion: v1\nkind: Secret\nmetadata:\n  name: llm\ndata:\n  MISTRAL_API_KEY: B641\n  DB_PASSWORD: B642\n', ['6 bound']],
    ['stringData', 'kind: Secret\nstringData:\n  mistral-api-key: KEY1\n', ['3 bound']],
    ['the name of the Secret tells', 'kind: Secret\nmetadata:\n  name: mistral-credentials\ndata:\n  api-key: B641\n', ['5 bound']],
    ['several documents', 'kind: ConfigMap\ndata:\n  A: b\n---\nkind: Secret\ndata:\n  MISTRAL_API_KEY: B641\n', ['7 bound']],
    ['an anchor', 'x-key: &key KEY1\nservices:\n  a:\n    environment:\n      MISTRAL_API_KEY: *key\n', ['1 bound']],
    ['an anchored map', 'x-env: &env\n  MISTRAL_API_KEY: KEY1\nservices:\n  a:\n    environment:\n      <<: *env\n', ['2 bound']],
    ['a folded block', 'mistral_api_key: >-\n  KEY1\n', ['2 bound']],
    ['an env file in a block', 'data:\n  app.env: |\n    PORT=1\n    MISTRAL_API_KEY=KEY1\n', ['4 bound']],
    ['a script in a block', 'steps:\n  - run: |\n      export MISTRAL_API_KEY=KEY1\n      npm test\n', ['3 bound']],
    ['options of a command', 'args:\n  - --mistral-api-key\n  - KEY1\n', ['3 bound']],
    ['a header in a list', 'request:\n  headers:\n    authorization:\n      - Bearer KEY1\n  uri: https://api.mistral.ai/v1/models\n', ['4 bound']],
    ['variables with one prefix', 'environment:\n  LLM_PROVIDER: mistral\n  LLM_API_KEY: KEY1\n', ['3 unbound']],
    ['another client at the address', 'environment:\n  OPENAI_BASE_URL: https://api.mistral.ai/v1\n  OPENAI_API_KEY: KEY1\n', ['3 bound']],
    ['list syntax', 'environment:\n  - MISTRAL_API_KEY=KEY1\n  - A=b\n', ['2 bound']],
    ['a comment', 'a: b\n# mistral_api_key: KEY1\n', ['2 bound comment']],
    ['a password at the host', 'machine:\n  host: api.mistral.ai\n  login: me\n  password: KEY1\n', ['4 bound']],
    ['templates do not parse', 'env:\n  {{- if .Values.x }}\n  MISTRAL_API_KEY: KEY1\n  {{- end }}\n', ['3 bound']],
    ['a flow mapping', 'models: [{ provider: mistral, apiKey: KEY1 }, { provider: openai, apiKey: KEY2 }]\n', ['1 unbound']],
    ['single quotes', "mistral: {api_key: 'KEY1'}\n", ['1 bound']],
    ['a number-like key', 'mistral_api_key: 12345678901234567890123456789012\n', []],
  ])('%s', (_name, text, expected) => {
    expect(keysIn('/app/a.yaml', text)).toEqual(expected);
  });
});

describe('no keys of Mistral in YAML', () => {
  test.each<[string, string]>([
    ['another provider in the same list', 'models:\n  - provider: openai\n    apiKey: KEY1\n  - provider: mistral\n    apiKey: ${MISTRAL_API_KEY}\n'],
    ['another vendor under an application of that name', 'mistral-bot:\n  openai:\n    apiKey: KEY1\n'],
    ['an application of that name', 'name: mistral-bot\nsettings:\n  session:\n    secret: KEY1\n'],
    ['variables of others', 'environment:\n  CHAT_PROVIDER: mistral\n  MAPTILER_KEY: KEY1\n  SEGMENT_WRITE_KEY: KEY2\n'],
    ['a service of that name with the key of an unknown one', 'services:\n  mistral-proxy:\n    environment:\n      GRAFANA_TOKEN: KEY1\n'],
    ['digests', 'mistral:\n  checksum: KEY1\n  image_id: KEY2\n'],
    ['SealedSecret', 'kind: SealedSecret\nspec:\n  encryptedData:\n    MISTRAL_API_KEY: AgBKEY1KEY2KEY3KEY4KEY1KEY2KEY3KEY4KEY1KEY2\n'],
    ['references', 'MISTRAL_API_KEY: op://vault/mistral/credential-of-the-team\nA:\n  secretKeyRef:\n    name: mistral-api-key-of-production\n    key: mistral-api-key\n'],
    ['vault', 'mistral_api_key: !vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  6231346538393034653839303465383930346538393034653839303465383930\n'],
    ['base64 of a placeholder in a Secret', `kind: Secret\ndata:\n  MISTRAL_API_KEY: ${Buffer.from('your-mistral-api-key-here').toString('base64')}\n`],
    ['models and addresses', 'mistral:\n  model: mistral-small-latest-with-a-long-name\n  api_key_file: /run/secrets/mistral_api_key\n'],
  ])('%s', (_name, text) => {
    expect(keysIn('/app/a.yaml', text)).toEqual([]);
  });

  test('aliases that multiply cost nothing', () => {
    const levels = Array.from({ length: 30 }, (_, index) => `l${index + 1}: &l${index + 1} [*l${index}, *l${index}, *l${index}]`);
    expect(keysIn('/app/a.yaml', `l0: &l0 mistral\n${levels.join('\n')}\nmistral_api_key: KEY1\n`)).toEqual(['32 bound']);
  });

  test('deep nesting is left to the lines', () => {
    expect(keysIn('/app/a.yaml', `a: ${'['.repeat(20_000)}\nmistral_api_key: KEY1\n`)).toEqual(['2 bound']);
  });
});
