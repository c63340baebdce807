import { describe, expect, test } from 'vitest';
import { keysIn } from './read.js';

const cell = (...lines: string[]): string => JSON.stringify({ cells: [{ cell_type: 'code', source: lines.map((line) => `${line}\n`), outputs: [] }] }, null, 1);

describe('keys that a variable passes on', () => {
  test.each<[string, string, string[]]>([
    ['main.go', 'const apiKey = "KEY1"\nfunc main() {\n\tclient := mistral.NewClient(apiKey)\n}\n', ['1 bound']],
    ['main.go', 'const apiKey = "KEY1"\nfunc main() {\n\treq, _ := http.NewRequest("GET", "https://api.mistral.ai/v1/models", nil)\n\treq.Header.Set("Authorization", "Bearer "+apiKey)\n}\n', ['1 bound']],
    ['Main.java', 'class A {\n String key = "KEY1";\n ChatModel m = MistralAiChatModel.builder().apiKey(key).build();\n ChatModel n = new MistralAiChatModel(key);\n}\n', ['2 bound']],
    ['run.sh', 'API_KEY=KEY1\ncurl -H "Authorization: Bearer $API_KEY" https://api.mistral.ai/v1/models\n', ['1 bound']],
    ['a.http', '@token = KEY1\n\nGET https://api.mistral.ai/v1/models\nAuthorization: Bearer {{token}}\n', ['1 bound']],
    ['run.sh', 'x-api-key: KEY1\n\ncurl https://api.mistral.ai/v1/models -H "Authorization: Bearer $MISTRAL_API_KEY"\n', []],
    ['README.md', '```python\napi_key = "KEY1"\nclient = Mistral(api_key=api_key)\n```\n', ['2 bound']],
    ['a.ipynb', cell('api_key = "KEY1"', 'client = Mistral(api_key=api_key)'), ['6 bound']],
    ['a.ipynb', cell('import os', 'os.environ["MISTRAL_API_KEY"] = "KEY1"'), ['7 bound']],
    ['a.ipynb', cell('%env MISTRAL_API_KEY=KEY1', '!curl -H "Authorization: Bearer KEY2" https://api.mistral.ai/v1/models'), ['6 bound', '7 bound']],
    ['a.ipynb', '{"cells":[{"cell_type":"markdown","source":["The Mistral key is KEY1\\n"]}', ['1 unbound']],
  ])('%s %j', (path, text, expected) => {
    expect(keysIn(`/app/${path}`, text)).toEqual(expected);
  });

  test.each([
    ['main.go', 'const apiKey = "KEY1"\nvar a = openai.NewClient(apiKey)\nvar b = mistral.NewClient(os.Getenv("MISTRAL_API_KEY"))\n'],
    ['run.sh', 'API_KEY=KEY1\ncurl -H "Authorization: Bearer $API_KEY" https://api.example.com\n# mistral\n'],
    ['README.md', '```python\ntoken = "KEY1"\nclient = Mistral(api_key=os.environ["MISTRAL_API_KEY"])\nlogin(token)\n```\n'],
    ['a.ipynb', '{"cells":[{"cell_type":"code","id":"KEY1","source":["client = Mistral()"],"outputs":[{"data":{"image/png":"KEY2/KEY3+KEY4=="}}]}]}'],
  ])('others are left alone: %s %j', (path, text) => {
    expect(keysIn(`/app/${path}`, text)).toEqual([]);
  });
});
