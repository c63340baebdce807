import { describe, expect, test } from 'vitest';
import { folder } from '../scan/folder.js';
import { scanFiles } from '../support/scanner.js';
import { sdk, testRule } from './tester.js';

const headers = 'headers: { Authorization: `Bearer ${token}` }';
const plain = 'The Mistral API key goes to api.mistral.ai over http://: anyone on the way can read it.';

testRule('require-https', {
  valid: [
    "const url = 'https://api.mistral.ai/v1';",
    "url.startsWith('http://api.mistral.ai');",
    `${sdk}new Mistral({ apiKey, serverURL: 'http://localhost:8000' });`,
    `${sdk}new Mistral({ apiKey, serverURL: 'http://models.internal' });`,
    `${sdk}new Mistral({ apiKey, serverURL: host });`,
    `fetch('https://api.mistral.ai/v1/models', { dispatcher, ${headers} });`,
    "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';\nfetch('https://device.example/mistral');",
    { name: 'an allowed host', code: `${sdk}new Mistral({ apiKey, serverURL: 'http://gateway.example.com' });`, options: [{ allow: ['gateway.example.com'] }] },
    { name: 'code in a document', filename: 'README.md/0.ts', code: "const url = 'http://api.mistral.ai/v1';" },
  ],
  invalid: [
    {
      name: 'an address',
      code: "const url = 'http://api.mistral.ai/v1';",
      errors: [{
        message: plain, line: 1, column: 14, endLine: 1, endColumn: 38,
        suggestions: [{ desc: 'Use https://.', output: "const url = 'https://api.mistral.ai/v1';" }],
      }],
    },
    {
      name: 'a template',
      code: `fetch(\`http://api.mistral.ai/v1/\${path}\`, { ${headers} });`,
      errors: [{ messageId: 'plainHttp', column: 8, suggestions: [{ messageId: 'useHttps', output: `fetch(\`https://api.mistral.ai/v1/\${path}\`, { ${headers} });` }] }],
    },
    {
      name: 'with a port, which would have to change, too',
      code: "const url = 'http://api.mistral.ai:80/v1';",
      errors: [{ messageId: 'plainHttp', suggestions: [] }],
    },
    {
      name: 'a server of one’s own, of which it is not known whether it speaks HTTPS',
      code: `${sdk}new Mistral({ apiKey, serverURL: 'http://gateway.example.com' });`,
      errors: [{ messageId: 'plainHttp', line: 2, column: 35, suggestions: [] }],
    },
    {
      name: 'an agent',
      code: `import { Agent } from 'undici';\nfetch('https://api.mistral.ai/v1/models', { dispatcher: new Agent({ connect: { rejectUnauthorized: false } }), ${headers} });`,
      errors: [{
        message: 'rejectUnauthorized switches certificate checks off on the way to Mistral: anyone can answer in its place and read the API key.',
        line: 2, column: 80, endColumn: 105, suggestions: [],
      }],
    },
    {
      name: 'the process',
      code: `${sdk}process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = 0;`,
      errors: [{ messageId: 'unchecked', line: 2, column: 1, endColumn: 48 }],
    },
  ],
});

/** Scans one file. @returns line, column and text of each finding of the rule */
async function found(name: string, text: string): Promise<string[]> {
  const findings = (await scanFiles(folder({ [name]: text }))).filter(({ rule }) => rule === 'require-https');
  const lines = text.split('\n');
  return findings.map(({ line, column, endColumn }) => `${String(line)}:${String(column)} ${lines[line - 1]?.slice(column - 1, endColumn - 1) ?? ''}`);
}

describe('in files without a parser of their own', () => {
  const key = '-H "Authorization: Bearer $MISTRAL_API_KEY"';
  test.each([
    ['a.sh', `curl -fsSk ${key} https://api.mistral.ai/v1/models`, ['1:6 -fsSk']],
    ['a.sh', `curl -o k ${key} https://api.mistral.ai/v1/models`, []],
    ['a.sh', 'http --verify=no https://api.mistral.ai/v1/models "Authorization:Bearer $MISTRAL_API_KEY"', ['1:6 --verify=no']],
    ['a.sh', `export NODE_TLS_REJECT_UNAUTHORIZED=0\nexport MISTRAL_API_KEY\nnode chat.mjs`, ['1:8 NODE_TLS_REJECT_UNAUTHORIZED=0']],
    ['a.sh', `NODE_TLS_REJECT_UNAUTHORIZED=0 node device.mjs\ncurl ${key} https://api.mistral.ai/v1/models`, []],
    ['package.json', '{ "dependencies": { "@mistralai/mistralai": "^1.0.0" }, "scripts": { "start": "NODE_TLS_REJECT_UNAUTHORIZED=0 node ." } }', ['1:80 NODE_TLS_REJECT_UNAUTHORIZED=0']],
    ['package.json', '{ "scripts": { "models": "curl -k -H \\"Authorization: Bearer $MISTRAL_API_KEY\\" https://api.mistral.ai/v1/models" } }', ['1:32 -k']],
    ['Dockerfile', 'FROM node\nENV NODE_TLS_REJECT_UNAUTHORIZED=0\nENV MISTRAL_MODEL=mistral-small-latest\nARG MISTRAL_API_KEY', ['2:5 NODE_TLS_REJECT_UNAUTHORIZED=0']],
    ['values.yaml', 'mistral:\n  description: Was http://api.mistral.ai once.\n  endpoints:\n    - http://api.mistral.ai/v1', ['4:7 http://api.mistral.ai/v1']],
    ['deploy.yaml', 'env:\n  - name: MISTRAL_SERVER_URL\n    value: "http://api.eu.mistral.ai"', ['3:13 http://api.eu.mistral.ai']],
    ['.env', 'MISTRAL_BASE_URL=http://gateway.example.com/v1\nMISTRAL_WEBHOOK=http://hooks.example.com', ['1:18 http://gateway.example.com/v1']],
    ['haproxy.conf', 'backend mistral\n  # http://api.mistral.ai\n  http-request set-uri http://api.mistral.ai%[path]', []],
    ['main.go', 'const base = "http://api.mistral.ai/v1" // not http://api.mistral.ai', ['1:15 http://api.mistral.ai/v1']],
    ['main.go', 'if strings.HasPrefix(base, "http://api.mistral.ai") { return }', []],
    ['page.html', '<p>http://api.mistral.ai</p>', []],
  ])('%s: %s', async (name, text, expected) => {
    expect(await found(name, `${text}\n`)).toEqual(expected);
  });
});

describe('in Python', () => {
  const head = 'import os, requests, httpx, ssl\nH = {"Authorization": f"Bearer {os.environ[\'MISTRAL_API_KEY\']}"}\nURL = "https://api.mistral.ai/v1/models"\n';
  test.each([
    ['requests.get(URL, headers=H, verify=False)', ['4:30 verify=False']],
    ['OFF = False\nhttpx.get(URL, headers=H, verify=OFF)', ['5:27 verify=OFF']],
    ['requests.get(URL, headers=H, verify=flag())', []],
    ['context = ssl.create_default_context()\ncontext.verify_mode = ssl.CERT_NONE\nhttpx.get(URL, headers=H, verify=context)', ['5:1 context.verify_mode = ssl.CERT_NONE']],
    ['os.environ["PYTHONHTTPSVERIFY"] = "0"\nrequests.get(URL, headers=H)', ['4:1 os.environ["PYTHONHTTPSVERIFY"] = "0"']],
    ['ssl._create_default_https_context = ssl._create_unverified_context\nrequests.get(URL, headers=H)', ['4:1 ssl._create_default_https_context = ssl._create_unverified_context']],
    ['requests.get("https://device.example", verify=False)\nrequests.get(URL, headers=H)', []],
  ])('%s', async (code, expected) => {
    expect(await found('a.py', `${head}${code}\n`)).toEqual(expected);
  });
});
