/** A synthetic key. */
export const key = 'aB3dE5gH7jK9mN1pQ2rS4tU6vW8xY0zA';

/** What a project adds to what is known. */
export const configuration = {
  names: ['LLM_GATEWAY_KEY'],
  hosts: ['llm.example.org'],
  publicPrefixes: ['ACME_PUBLIC_'],
  clients: [{ from: '@acme/llm', name: 'createLlm', option: 'secret' }, { from: 'acme.llm', name: 'Llm', option: 'secret' }],
  guards: ['requireSecret'],
  loggers: ['audit.write'],
};

/** A file that says one of these things, never the name of Mistral, and what is found in it: `<rule> <line>`. */
export interface Addition {
  readonly text: string;
  readonly found: readonly string[];
}

const hardcoded = 'no-hardcoded-key';

const notebook = (...lines: readonly string[]): string =>
  `${JSON.stringify({ cells: [{ cell_type: 'code', execution_count: null, metadata: {}, outputs: [], source: lines.map((line) => `${line}\n`) }], metadata: { language_info: { name: 'python' } }, nbformat: 4, nbformat_minor: 5 }, undefined, 1)}\n`;
/** The line of the first line of code in such a notebook. */
const firstCodeLine = 9;

/** By path: each word in each language that can say it. */
export const additions: Readonly<Record<string, Addition>> = {
  'names/a.ts': { text: `export const llmGatewayKey = '${key}';\n`, found: [`${hardcoded} 1`] },
  'names/spelling.ts': { text: `export const LLMGatewayKey = '${key}';\n`, found: [`${hardcoded} 1`] },
  'names/log.ts': { text: 'console.log(process.env.LLM_GATEWAY_KEY);\n', found: ['no-key-logging 1'] },
  'names/log.js': { text: 'console.log(getLlmGatewayKey());\n', found: ['no-key-logging 1'] },
  'names/public.js': { text: 'export const key = process.env.VITE_LLM_GATEWAY_KEY;\n', found: ['no-client-key 1'] },
  'names/default.js': { text: `import { z } from 'zod';\nexport const env = z.object({\n  LLM_GATEWAY_KEY: z.string().default('${key}'),\n}).parse(process.env);\n`, found: [`${hardcoded} 3`] },
  'names/broken.ts': { text: `const llmGatewayKey = '${key}'; ) } (\n`, found: [`${hardcoded} 1`] },
  'names/a.py': { text: `LLM_GATEWAY_KEY = "${key}"\n`, found: [`${hardcoded} 1`] },
  'names/log.py': { text: 'import os\nprint(os.environ["LLM_GATEWAY_KEY"])\n', found: ['no-key-logging 2'] },
  'names/a.ipynb': { text: notebook(`LLM_GATEWAY_KEY = "${key}"`, `!echo $LLM_GATEWAY_KEY`, `%env LLM_GATEWAY_KEY=${key}`), found: [`${hardcoded} ${String(firstCodeLine)}`, `no-key-logging ${String(firstCodeLine + 1)}`, `${hardcoded} ${String(firstCodeLine + 2)}`] },
  'names/a.env.example': { text: `LLM_GATEWAY_KEY=${key}\nVITE_LLM_GATEWAY_KEY=\n`, found: [`${hardcoded} 1`, 'no-client-key 2'] },
  'names/a.yml': { text: `env:\n  LLM_GATEWAY_KEY: ${key}\nllm:\n  gateway:\n    key: ${key}\n`, found: [`${hardcoded} 2`, `${hardcoded} 5`] },
  'names/a.json': { text: `{\n  "llmGateway": {\n    "key": "${key}"\n  }\n}\n`, found: [`${hardcoded} 3`] },
  'names/a.sh': { text: `export LLM_GATEWAY_KEY=${key}\necho "$LLM_GATEWAY_KEY"\n`, found: [`${hardcoded} 1`, 'no-key-logging 2'] },
  'names/Dockerfile': { text: `FROM node\nENV LLM_GATEWAY_KEY=${key}\nRUN echo $LLM_GATEWAY_KEY\n`, found: [`${hardcoded} 2`, 'no-key-logging 3'] },
  'names/a.md': { text: `Set it first:\n\n\`\`\`sh\nexport LLM_GATEWAY_KEY=${key}\n\`\`\`\n\n\`LLM_GATEWAY_KEY=${key}\`\n`, found: [`${hardcoded} 4`, `${hardcoded} 7`] },
  'names/a.rb': { text: `LLM_GATEWAY_KEY = "${key}"\n`, found: [`${hardcoded} 1`] },
  'hosts/a.ts': { text: `fetch('https://LLM.example.org/v1/models', { headers: { Authorization: 'Bearer ${key}' } });\n`, found: [`${hardcoded} 1`] },
  'hosts/plain.ts': { text: 'export const baseURL = \'http://llm.example.org/v1\';\n', found: ['require-https 1'] },
  'hosts/scheme.ts': { text: 'export const models = (apiKey) => fetch(\'https://llm.example.org/v1/models\', { headers: { Authorization: apiKey } });\n', found: ['require-bearer-auth 1'] },
  'hosts/read.ts': { text: 'fetch(\'https://llm.example.org/v1/models\', { headers: { Authorization: `Bearer ${process.env.LLM_GATEWAY_KEY}` } });\n', found: ['no-unguarded-env 1'] },
  'hosts/a.py': { text: `import requests\nrequests.get("https://llm.example.org/v1/models", headers={"Authorization": "Bearer ${key}"})\n`, found: [`${hardcoded} 2`] },
  'hosts/a.ipynb': { text: notebook(`!curl -k https://llm.example.org/v1/models -H "Authorization: Bearer ${key}"`), found: [`${hardcoded} ${String(firstCodeLine)}`, `require-https ${String(firstCodeLine)}`] },
  'hosts/a.env.example': { text: `LLM_URL=http://llm.example.org/v1\n`, found: ['require-https 1'] },
  'hosts/a.yml': { text: `llm:\n  base_url: https://llm.example.org/v1\n  api_key: ${key}\n`, found: [`${hardcoded} 3`] },
  'hosts/a.sh': { text: `curl -k https://llm.example.org/v1/models -H "Authorization: Bearer ${key}"\n`, found: ['require-https 1', `${hardcoded} 1`] },
  'hosts/Dockerfile': { text: `FROM node\nRUN curl https://llm.example.org/v1/models -H "Authorization: Bearer ${key}"\n`, found: [`${hardcoded} 2`] },
  'hosts/a.http': { text: `GET http://llm.example.org/v1/models\nx-api-key: {{key}}\n`, found: ['require-https 1', 'require-bearer-auth 2'] },
  'hosts/a.md': { text: `\`\`\`sh\ncurl https://llm.example.org/v1/models -H "Authorization: Bearer ${key}"\n\`\`\`\n`, found: [`${hardcoded} 2`] },
  'clients/a.ts': { text: `import { createLlm } from '@acme/llm';\ncreateLlm({ secret: '${key}' });\ncreateLlm({ secret: process.env.LLM_GATEWAY_KEY });\ncreateLlm();\n`, found: [`${hardcoded} 2`, 'no-unguarded-env 3'] },
  'clients/a.py': { text: `from acme import llm\nllm.Llm(secret="${key}")\nllm.Llm()\n`, found: [`${hardcoded} 2`] },
  'clients/a.ipynb': { text: notebook('from acme.llm import Llm', `Llm(secret="${key}")`), found: [`${hardcoded} ${String(firstCodeLine + 1)}`] },
  'clients/a.md': { text: `\`\`\`ts\nimport { createLlm } from '@acme/llm';\ncreateLlm({ secret: '${key}' });\n\`\`\`\n`, found: [`${hardcoded} 3`] },
  'publicPrefixes/a.ts': { text: 'export const key = process.env.ACME_PUBLIC_LLM_GATEWAY_KEY;\n', found: ['no-client-key 1'] },
  'publicPrefixes/a.env.example': { text: 'ACME_PUBLIC_LLM_GATEWAY_KEY=\n', found: ['no-client-key 1'] },
  'publicPrefixes/a.yml': { text: 'env:\n  ACME_PUBLIC_LLM_GATEWAY_KEY: ${{ secrets.KEY }}\n', found: ['no-client-key 2'] },
  'publicPrefixes/a.sh': { text: 'export ACME_PUBLIC_LLM_GATEWAY_KEY="$1"\n', found: ['no-client-key 1'] },
  'publicPrefixes/Dockerfile': { text: 'FROM node\nARG ACME_PUBLIC_LLM_GATEWAY_KEY\n', found: ['no-client-key 2'] },
  'guards/a.ts': { text: `import { createLlm } from '@acme/llm';\nimport { requireSecret } from '@acme/checks';\nconst key = process.env.LLM_GATEWAY_KEY;\nrequireSecret(key);\ncreateLlm({ secret: key });\n`, found: [] },
  'guards/a.py': { text: `import os\nfrom acme.llm import Llm\nfrom acme.checks import requireSecret\nkey = os.getenv("LLM_GATEWAY_KEY")\nrequireSecret(key)\nLlm(secret=key)\n`, found: [] },
  'guards/a.ipynb': { text: notebook('import os', 'from acme.llm import Llm', 'from acme.checks import requireSecret', 'key = os.getenv("LLM_GATEWAY_KEY")', 'requireSecret(key)', 'Llm(secret=key)'), found: [] },
  'guards/none.py': { text: `import os\nfrom acme.llm import Llm\nLlm(secret=os.getenv("LLM_GATEWAY_KEY"))\n`, found: ['no-unguarded-env 3'] },
  'loggers/a.ts': { text: 'audit.write(process.env.LLM_GATEWAY_KEY);\n', found: ['no-key-logging 1'] },
  'loggers/a.py': { text: 'import os\naudit.write(os.environ["LLM_GATEWAY_KEY"])\n', found: ['no-key-logging 2'] },
  'loggers/a.ipynb': { text: notebook('import os', 'audit.write(os.environ["LLM_GATEWAY_KEY"])'), found: [`no-key-logging ${String(firstCodeLine + 1)}`] },
};

/** The texts by their paths. */
export const texts: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(additions).map(([path, { text }]) => [path, text]));

/** All that is found in them: `<file> <rule> <line>`, sorted. */
export const expected: readonly string[] = Object.entries(additions).flatMap(([path, { found }]) => found.map((one) => `${path} ${one}`)).sort();
