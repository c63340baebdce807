import { describe, expect, it } from 'vitest';

import { plainVocabulary } from '../../../src/key/vocabulary.js';
import { findSecrets, findSplitSecrets } from '../../../src/languages/text/secrets.js';
import type { FindOptions, LexicalSecret } from '../../../src/languages/text/secrets.js';
import { RandomText } from '../../key/random.js';

const random = new RandomText(7);
const key = random.key();
const other = random.key();
const hex = random.hex();

const fill = (text: string): string => text.replaceAll('KEY!', key).replaceAll('OTHER!', other).replaceAll('HEX!', hex);

function find(text: string, within: FindOptions['within'] = 'text', more: Omit<FindOptions, 'within'> = {}): LexicalSecret[] {
  const filled = fill(text);
  const found = findSecrets(filled, { within, ...more });
  for (const secret of found) expect(filled.slice(secret.start, secret.end)).toBe(secret.value);
  return found;
}

const brief = (secrets: readonly LexicalSecret[]): string[] => secrets.map((secret) => `${secret.binding} ${secret.sink}`);

describe('values given to a key name', () => {
  it.each([
    'MISTRAL_API_KEY=HEX!',
    'export MISTRAL_API_KEY="HEX!"',
    "  CODESTRAL_KEY = 'HEX!'   # for completion",
    '#MISTRAL_API_KEY=HEX!',
    'mistral-api-key: "HEX!"',
    'mistral_api_key: HEX!',
    '"MISTRAL_API_KEY": "HEX!",',
    "'mistralApiKey' => 'HEX!'",
    'mistral.ai.api.key=HEX!',
    'MISTRAL_API_KEY: ${MISTRAL_API_KEY:-HEX!}',
    'MISTRAL_API_KEY: >-\n  HEX!',
    'set -gx CODESTRAL_API_KEY HEX!',
    'setenv MISTRAL_API_KEY HEX!',
    'ENV MISTRAL_API_KEY HEX!',
    'ENV PORT=1 MISTRAL_API_KEY=HEX!',
    'SetEnv MISTRAL_API_KEY "HEX!"',
    '#define MISTRAL_API_KEY "HEX!"',
    '$env:MISTRAL_API_KEY = "HEX!"',
    '[Environment]::SetEnvironmentVariable("MISTRAL_API_KEY", "HEX!", "User")',
    'SET MISTRAL_API_KEY=HEX!',
    'docker run -e MISTRAL_API_KEY=HEX! app',
    'kubectl create secret generic llm --from-literal=MISTRAL_API_KEY=HEX!',
    'gh secret set MISTRAL_API_KEY --body "HEX!"',
    '{ "key": "MISTRAL_API_KEY", "value": "HEX!" }',
    '- name: MISTRAL_API_KEY\n  value: HEX!',
    'variable "mistral_api_key" {\n  type    = string\n  default = "HEX!"\n}',
    '<add key="MistralApiKey" value="HEX!" />',
    '<string name="mistral_api_key" translatable="false">HEX!</string>',
    '<mistralApiKey>HEX!</mistralApiKey>',
    '<chat data-mistral-api-key="HEX!"></chat>',
    'https://llm.example.com/ask?mistral_api_key=HEX!&q=tuff',
    '@mistralToken = HEX!',
    '| MISTRAL_API_KEY | HEX! |',
    'const env = "A=1\\nMISTRAL_API_KEY=HEX!\\n"',
  ])('%s', (text) => {
    expect(brief(find(text))).toEqual(['bound name']);
  });

  it.each([
    'const mistralKey: string = "HEX!";',
    'val mistralKey: String = "HEX!"',
    'pub const MISTRAL_KEY: &str = "HEX!";',
    'public string MistralKey { get; } = "HEX!";',
    'os.environ["CODESTRAL_API_KEY"] = "HEX!"',
    'os.environ.setdefault("MISTRAL_API_KEY", "HEX!")',
    'os.getenv("MISTRAL_API_KEY", "HEX!")',
    'os.getenv("MISTRAL_API_KEY") or "HEX!"',
    "process.env.MISTRAL_API_KEY ?? 'HEX!'",
    "process.env['MISTRAL_API_KEY'] || 'HEX!'",
    'mistral_api_key=SecretStr("HEX!"),',
    '<P mistralApiKey={"HEX!"} />',
    "get mistralToken() {\n  return 'HEX!';\n}",
    "const mistralKey = () => 'HEX!';",
    'def mistral_key():\n    return "HEX!"',
    "const m = { mistral: { apiKey: 'HEX!' } };",
    'mistral_key := "HEX!"',
    'mistral_key = f"HEX!"',
    'mistral_key = """HEX!"""',
    'System.setProperty("mistral.api.key", "HEX!");',
    "vi.stubEnv('MISTRAL_API_KEY', 'HEX!');",
  ])('%s in code', (text) => {
    expect(brief(find(text, 'code'))).toEqual(['bound name']);
  });

  it('names the name', () => {
    expect(find('MISTRAL_API_KEY=KEY!')[0]?.name).toBe('MISTRAL_API_KEY');
    expect(find('"A\\nMISTRAL_API_KEY=KEY!"')[0]?.name).toBe('MISTRAL_API_KEY');
    expect(find('new Mistral({ apiKey: "KEY!" })', 'code')[0]?.name).toBe('apiKey');
  });

  it('knows flags and setters', () => {
    expect(brief(find('bot --mistral-api-key HEX!'))).toEqual(['bound flag']);
    expect(brief(find('bot --mistral-api-key=HEX!'))).toEqual(['bound flag']);
    expect(brief(find('bot --provider mistral --api-key HEX!'))).toEqual(['bound flag']);
    expect(brief(find('options.setMistralApiKey("HEX!");', 'code'))).toEqual(['bound client']);
  });

  it.each([28, 31, 33])('takes a value of %i characters', (length) => {
    const value = new RandomText(length).key(length);
    expect(find(`MISTRAL_API_KEY=${value}`).map((secret) => secret.value)).toEqual([value]);
  });

  it("takes another vendor's key", () => {
    const value = `sk-${other}${key}`;
    expect(find(`MISTRAL_API_KEY="${value}"`).map((secret) => secret.value)).toEqual([value]);
  });

  it.each([
    'MISTRAL_API_KEY=your_mistral_api_key_here',
    'MISTRAL_API_KEY_3=[your_key_here]',
    'MISTRAL_API_KEY_5=CHANGE_ME_BEFORE_DEPLOYING_PLEASE',
    'MISTRAL_KEY=ersetze-mich-durch-deinen-schluessel',
    'MISTRAL_API_KEY: ${{ secrets.MISTRAL_API_KEY_PRODUCTION }}',
    'MISTRAL_API_KEY=${CODESTRAL_API_KEY:?set it}',
    'MISTRAL_API_KEY_FILE=/run/secrets/mistral_api_key',
    'MISTRAL_MODEL=HEX!',
    'MISTRAL_BUILD_ID="KEY!"',
    'mistralApiKeyMissing: "settings.providers.mistral.errors.missing"',
    "MISTRAL_KEY_STORAGE = 'playground.settings.mistral-api-key'",
    'mistral_key = "".join(secrets.choice(ALPHABET) for _ in range(32))',
    'MISTRAL_API_KEY: AgBKEY!OTHER!+KEY!/OTHER!Q==',
    'MISTRAL_API_KEY="prefix HEX! suffix"',
    'mistral_api_key = getenvironmentvariable9f8e7d6c(name)',
    '<input name="mistralApiKey" placeholder="32 letters and digits" type="password" />',
  ])('is silent on %s', (text) => {
    expect(find(text)).toEqual([]);
  });
});

describe('values given to a client', () => {
  it.each([
    "new Mistral({ apiKey: 'HEX!' })",
    "new Mistral({\n  serverURL: x,\n  apiKey: 'HEX!',\n})",
    'Mistral(api_key="HEX!")',
    'Mistral("HEX!")',
    'MistralClient("HEX!")',
    "createMistral({ apiKey: 'HEX!' })",
    'ChatMistralAI(model="x", api_key="HEX!")',
    'MistralAiChatModel.builder()\n    .modelName("x")\n    .apiKey("HEX!")\n    .build();',
    'new MistralAiApi("HEX!")',
    "OpenAI(base_url=\"https://api.mistral.ai/v1\", api_key=\"HEX!\")",
    "new OpenAI({ apiKey: 'HEX!', baseURL: 'https://api.mistral.ai/v1' })",
    'OpenAiChatModel.builder().apiKey("HEX!").baseUrl("https://api.mistral.ai/v1").build();',
    'Mistral(api_key=(k := "KEY!"))',
  ])('%s', (text) => {
    const [secret, ...rest] = find(text, 'code');
    expect(secret).toBeDefined();
    expect(rest).toEqual([]);
    expect(secret?.value).toBe(text.includes('HEX!') ? hex : key);
  });

  it.each([
    "new OpenAI({ apiKey: 'KEY!' }); const client = new Mistral({ apiKey });",
    'new MistralAzure({ apiKey: "HEX!" })',
    'new Mistral(); const build = "HEX!";',
    "new Mistral({ agentId: 'ag:3996db2b:20240805:french-agent:a8997aab' })",
    'MistralTokenizer.from_file("HEX!")',
    'const a = new Mistral({ apiKey: mistralKeyFromTheVault9f8e7d6c5b4a })',
  ])('is silent on %s', (text) => {
    expect(find(text, 'code')).toEqual([]);
  });
});

describe('headers', () => {
  it.each([
    "fetch('https://api.mistral.ai/v1/models', { headers: { authorization: 'Bearer HEX!' } })",
    "request({ hostname: 'api.mistral.ai', headers: { Authorization: 'Bearer HEX!' } })",
    'curl https://api.mistral.ai/v1/models \\\n  -H "Authorization: Bearer HEX!"',
    'proxy_pass https://api.mistral.ai;\nproxy_set_header Authorization "Bearer HEX!";',
    'GET https://api.mistral.ai/v1/models\nAuthorization: Bearer HEX!\n',
    'authorization:\n- Bearer HEX!\nhost:\n- api.mistral.ai\n',
    'requests.get("https://api.mistral.ai/v1/models", headers={"Authorization": "Bearer " + "KEY!"})',
  ])('%s', (text) => {
    expect(find(text)).toHaveLength(1);
  });

  it('leaves requests to others alone', () => {
    expect(find('# mistral\n\ncurl https://api.openai.com/v1/models -H "Authorization: Bearer HEX!"')).toEqual([]);
    expect(find('curl https://api.openai.com/v1/models -H "Authorization: Bearer KEY!"\n\n# mistral')).toEqual([]);
  });
});

describe('key-shaped values near Mistral', () => {
  it.each([
    'Alter Mistral-Schlüssel (bitte noch löschen): KEY!',
    ' * The Codestral key of the old account is\n * KEY! and still works.',
    'KEY! is the key for\nMistral in production.',
    'KEY! # mistral',
    'Mistral,https://console.mistral.ai,me@example.com,KEY!',
    'openai: OTHER!x, mistral: KEY!',
    "{ provider: 'mistral', apiKey: 'KEY!' }",
    '{\n  "apiKey": "KEY!",\n  "provider": "mistral"\n}',
  ])('%s', (text) => {
    expect(find(text, 'comment').map((secret) => [secret.value, secret.binding])).toEqual([[key, 'unbound']]);
  });

  it.each([
    'mistral HEX!',
    'mistral sha256 KEY!',
    'mistral commit: KEY!',
    'mistral integrity="KEY!"',
    'mistral request_id=KEY!',
    "mistral 'data:image/png;base64,KEY!'",
    'sha512-KEY!/OTHER!+mistral==',
    'https://cdn.example.com/mistral/KEY!.js',
    'OPENAI_API_KEY=KEY! # not for mistral',
    'mistral and openai: KEY!',
    'SESSION_SECRET=KEY! # mistral bot',
    'Mistral is a wind.\nThe value is KEY!',
    'MISTRAL_MODEL=x\nSESSION_SALT=KEY!',
    '<string name="mistral_model">x</string>\n<string name="maps_key">KEY!</string>',
    'the administrator keeps KEY!',
    'mistral-user password: KEY!',
  ])('is silent on %s', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('wraps no lines in code', () => {
    expect(find('const model = mistral\nconst value = "KEY!"', 'code')).toEqual([]);
  });

  it('looks 200 characters either side in a long line', () => {
    const long = 'x '.repeat(300);
    expect(find(`${long}mistral ${'y '.repeat(50)}KEY! ${long}`)).toHaveLength(1);
    expect(find(`${long}mistral ${'y '.repeat(150)}KEY! ${long}`)).toEqual([]);
  });

  it('takes the statement that the caller knows', () => {
    const text = fill(`mistral:\n  model: x\n${'  - y\n'.repeat(20)}  apiKey: KEY!\n`);
    expect(findSecrets(text, { within: 'text' })).toEqual([]);
    expect(findSecrets(text, { within: 'text', statement: { start: 0, end: text.length } }).map((secret) => secret.value)).toEqual([key]);
  });

  it('keeps to its range but sees beyond', () => {
    const text = fill('mistral(); // KEY!\nmistral(); // OTHER!\n');
    const start = text.indexOf('//');
    const end = text.indexOf('\n');
    expect(findSecrets(text, { within: 'comment', start, end }).map((secret) => secret.value)).toEqual([key]);
  });
});

describe('large texts', () => {
  it('gets through a long line', () => {
    const filler = 'abc0123def,ghi({4567:jkl})'.repeat(40_000);
    expect(findSecrets(fill(`${filler}mistralKey="KEY!",${filler}`), { within: 'code' }).map((secret) => secret.value)).toEqual([key]);
  });

  it('gets through a long run of one character', () => {
    expect(findSecrets(`mistral ${'a'.repeat(2_000_000)}`, { within: 'text' })).toEqual([]);
    expect(findSecrets('mistral('.repeat(200_000), { within: 'code' })).toEqual([]);
  });
});

describe('whose the brackets around a value are', () => {
  it.each([
    ['url("https://api.mistral.ai/v1/")\nbearerAuth("KEY!")', 'bound header'],
    ['client.get("https://api.mistral.ai/v1/models").bearer_auth("KEY!").send()', 'bound header'],
    ['HttpRequest.newBuilder(URI.create("https://api.mistral.ai/v1/models"))\n  .header("Authorization", "Bearer " + "KEY!")', 'bound header'],
    ['extend("mistral", {\n  env = { api_key = "KEY!" },\n})', 'unbound context'],
    ['(gptel-make-openai "Mistral"\n  :host "api.mistral.ai"\n  :key "KEY!")', 'unbound context'],
    ['public class MistralSettings {\n  static final String API_KEY = "KEY!";\n}', 'bound name'],
    ['public class MistralSettings extends Settings {\n  static final String API_KEY = "KEY!";\n}', 'unbound context'],
    ['{:mistral {:api-key "KEY!"}}', 'bound name'],
  ])('%s', (text, expected) => {
    expect(brief(find(text, 'code'))).toEqual([expected]);
  });

  it.each([
    'var a = builder.url("https://api.mistral.ai/v1").addHeader("Authorization", key).build();\nvar b = builder.url("https://maps.example.com").addHeader("Authorization", "Bearer KEY!").build();',
    'class MistralWind : IWind {\n  string Key => "mistral.wind.key";\n  const string SteamAppSecret = "KEY!";\n}',
    'class MistralWind {\n  const string SteamAppSecret = "KEY!";\n}',
    'settings = {\n  mistral: { model: "small" },\n  remoteSecret: "KEY!",\n}',
  ])('another: %s', (text) => {
    expect(find(text, 'code')).toEqual([]);
  });

  it.each([
    'curl https://api.mistral.ai/v1/models \\\n  -H "Accept: a"\ncurl https://api.openai.com/v1/models \\\n  -H "Authorization: Bearer KEY!"',
    'huggingface-cli download mistralai/Mistral-7B-v0.1 --token KEY!',
    'Subject: Mistral access\nMessage-ID: <KEY!@mail.example.com>',
    'GET /s?sid=KEY!&model=mistral',
  ])('another in text: %s', (text) => {
    expect(find(text)).toEqual([]);
  });

  it('a proxy and a referrer are not where a request goes', () => {
    expect(brief(find('curl -x http://proxy.example.com:8080 -H "Authorization: Bearer KEY!" https://api.mistral.ai/v1/models'))).toEqual(['bound header']);
    expect(brief(find("fetch('https://api.mistral.ai/v1', { headers: { Referer: 'https://app.example.com', Authorization: 'Bearer KEY!' } })"))).toEqual(['bound header']);
  });
});

describe('literals that are split', () => {
  const half = (from: number, to?: number): string => key.slice(from, to);

  it.each([
    `static final String MISTRAL_API_KEY = "${half(0, 16)}" + "${half(16)}";`,
    `const char* mistral_key = "${half(0, 10)}"\n  "${half(10, 20)}" "${half(20)}";`,
    `local mistral_key = "${half(0, 16)}" .. '${half(16)}'`,
    `mistral_key <- paste0("${half(0, 16)}", "${half(16)}")`,
    `val mistralKey = listOf("${half(0, 16)}", "${half(16)}").joinToString("")`,
  ])('%s', (text) => {
    const [found] = findSplitSecrets(text, plainVocabulary);
    expect(found?.value).toBe(key);
    expect(found?.start).toBe(text.search(/["'`]/u) + 1);
    expect(found?.parts.map(({ start, end }) => text.slice(start, end)).join('')).toBe(key);
  });

  it.each([`static final String SALT = "${half(0, 16)}" + "${half(16)}";`, `mistral_names = ["${half(0, 16)}", "${half(16)}"]`])('is silent on %s', (text) => {
    expect(findSplitSecrets(text, plainVocabulary)).toEqual([]);
  });
});
