import { describe, expect, test } from 'vitest';
import { folder } from '../scan/folder.js';
import { scanFiles } from '../support/scanner.js';
import { testRule } from './tester.js';

const url = "'https://api.mistral.ai/v1/models'";

/** A request with these headers. */
function request(headers: string): string {
  return `fetch(${url}, { headers: { ${headers} } });`;
}

testRule('require-bearer-auth', {
  valid: [
    request('Authorization: `Bearer ${key}`'),
    request("Authorization: 'Bearer ' + key"),
    request('Authorization: token'),
    request('...headers'),
    request("Authorization: ok ? `Bearer ${key}` : ''"),
    `fetch(${url}, init);`,
    `fetch(${url}, { method: 'HEAD' });`,
    `function fetch() {}\nfetch(${url});`,
    "fetch('https://api.mistral.ai.example.com/v1/models');",
    "fetch('https://api.mistral.ai/v1/admin/users', { headers: { 'x-api-key': key } });",
    { name: 'an allowed header', code: request("'x-api-key': key"), options: [{ allow: ['x-api-key'] }] },
    { name: 'code in a document', filename: 'README.md/0.ts', code: `fetch(${url});` },
  ],
  invalid: [
    {
      name: 'no header',
      code: `fetch(${url});`,
      errors: [{ message: 'This request to Mistral has no Authorization header.', line: 1, column: 7, endColumn: 41, suggestions: [] }],
    },
    {
      name: 'the bare key',
      code: request('Authorization: process.env.MISTRAL_API_KEY'),
      errors: [{
        message: 'The Authorization header of this request to Mistral lacks the prefix "Bearer ".', column: 56, endColumn: 98,
        suggestions: [{ desc: 'Put "Bearer " before the key.', output: request('Authorization: `Bearer ${process.env.MISTRAL_API_KEY}`') }],
      }],
    },
    {
      name: 'a template that holds the bare key',
      code: request('Authorization: `${apiKey}`'),
      errors: [{ messageId: 'noBearer', suggestions: [{ messageId: 'addBearer', output: request('Authorization: `Bearer ${apiKey}`') }] }],
    },
    {
      name: 'a shorthand, which has no place for a prefix',
      code: `const Authorization = apiKey;\n${request('Authorization')}`,
      errors: [{ messageId: 'noBearer', line: 2, suggestions: [] }],
    },
    {
      name: 'another scheme, which is not put behind a second one',
      code: request('Authorization: `Token ${key}`'),
      errors: [{ messageId: 'noBearer', suggestions: [] }],
    },
    {
      name: 'another header',
      code: request("'x-api-key': key"),
      errors: [{
        message: 'This request to Mistral sends the key as x-api-key: only "Authorization: Bearer" is supported.',
        suggestions: [{ desc: 'Send the key as a bearer header.', output: request('Authorization: `Bearer ${key}`') }],
      }],
    },
    {
      name: 'Basic authentication',
      code: request("Authorization: 'Basic ' + pair"),
      errors: [{ messageId: 'basic', suggestions: [] }],
    },
    {
      name: 'the query string',
      code: `const target = new URL(${url});\nfetch(\`\${target}?key=\${apiKey}\`);`,
      errors: [{ messageId: 'query', line: 2, column: 7 }],
    },
  ],
});

/** Scans one file. @returns line, message and text of each finding of the rule */
async function found(name: string, text: string): Promise<string[]> {
  const findings = (await scanFiles(folder({ [name]: text }))).filter(({ rule }) => rule === 'require-bearer-auth');
  const lines = text.split('\n');
  return findings.map(({ line, column, endColumn, messageId }) => `${String(line)} ${messageId} ${lines[line - 1]?.slice(column - 1, endColumn - 1) ?? ''}`);
}

describe('in files without a parser of their own', () => {
  const api = 'https://api.mistral.ai/v1/models';
  test.each([
    ['a.sh', `curl --url ${api}`, [`1 missing ${api}`]],
    ['a.sh', `sudo curl -s ${api} | jq .`, [`1 missing ${api}`]],
    ['a.sh', `status=$(curl -s -o /dev/null ${api})`, [`1 missing ${api}`]],
    ['a.sh', `grep -q 'curl ${api}' history.txt`, []],
    ['a.sh', `curl ${api} -H 'Authorization: Bearer '"$MISTRAL_API_KEY"`, []],
    ['a.sh', `curl ${api} -H "Authorization: Bearer $(pass mistral)" 2>/dev/null`, []],
    ['a.sh', `curl ${api} -H "Authorization: $(pass mistral)"`, []],
    ['a.sh', `curl ${api} "$@"`, []],
    ['a.sh', `curl ${api} > models.json; curl -H 'X-API-KEY: abc' https://api.example.com`, [`1 missing ${api}`]],
    ['a.sh', `wget --user=api --password="$MISTRAL_API_KEY" ${api}`, ['1 basic --user=api']],
    ['a.sh', `http ${api} api_key==$MISTRAL_API_KEY`, ['1 query api_key==$MISTRAL_API_KEY']],
    ['a.sh', `https -a "api:$MISTRAL_API_KEY" ${api}`, ['1 basic -a "api:$MISTRAL_API_KEY"']],
    ['Dockerfile', `FROM alpine\nHEALTHCHECK --interval=30s CMD curl -f ${api} || exit 1`, [`2 missing ${api}`]],
    ['compose.yaml', `services:\n  web:\n    healthcheck:\n      test: curl -f ${api}`, [`4 missing ${api}`]],
    ['chart.yaml', `name: mistral\ndescription: curl ${api}`, []],
    ['Taskfile.yml', `tasks:\n  models:\n    cmds:\n      - curl ${api}`, [`4 missing ${api}`]],
    ['Jenkinsfile', `node {\n  sh "curl ${api}"\n}`, [`2 missing ${api}`]],
    ['Jenkinsfile', `node {\n  sh(script: "curl -H 'Authorization: Bearer $KEY' ${api}")\n  echo "curl ${api}"\n}`, []],
    ['tasks.json', `{ "tasks": [{ "command": "curl ${api}" }] }`, [`1 missing ${api}`]],
    ['guide.txt', `curl ${api}`, []],
  ])('%s: %s', async (name, text, expected) => {
    expect(await found(name, `${text}\n`)).toEqual(expected);
  });
});

describe('in Python', () => {
  const head = 'import os, requests, httpx, http.client\nKEY = os.environ["MISTRAL_API_KEY"]\nURL = "https://api.mistral.ai/v1/models"\n';
  test.each([
    ['requests.get(URL)', ['4 missing URL']],
    ['requests.request("GET", URL, headers={"Authorization": KEY})', ['4 noBearer "Authorization": KEY']],
    ['requests.get(URL, headers={"Authorization": f"{KEY}"})', ['4 noBearer "Authorization": f"{KEY}"']],
    ['requests.get(URL, headers={"Authorization": f"Bearer {KEY}"})', []],
    ['requests.get(URL, {"api_key": KEY})', ['4 query "api_key": KEY']],
    ['httpx.get(URL, auth=httpx.BasicAuth("api", KEY))', ['4 basic auth=httpx.BasicAuth("api", KEY)']],
    ['httpx.get(URL, auth=lambda r: sign(r))', []],
    ['c = http.client.HTTPSConnection("api.mistral.ai")\nc.request("GET", "/v1/models", headers={"api-key": KEY})', ['5 otherHeader "api-key": KEY']],
    ['requests.head(URL)', []],
  ])('%s', async (code, expected) => {
    expect(await found('a.py', `${head}${code}\n`)).toEqual(expected);
  });
});
