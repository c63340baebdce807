import { describe, expect, test } from 'vitest';
import { recognise } from '../../src/explain/recognise.js';
import { knownTexts } from '../../src/explain/known-texts.js';

/** Texts as programs print them. Those of the npm packages come from runs of the packages; test/builds repeats these. */
const texts: readonly (readonly [string, string, string])[] = [
  ['sdk-401', 'TypeScript SDK 2.x', `SDKError: API error occurred: Status 401. Body: {"message":"Unauthorized","request_id":"c1d2"}\n    at async Chat.complete (file:///app/node_modules/@mistralai/mistralai/esm/sdk/chat.js:20:16)\n    at async main (file:///app/src/ask.ts:12:9)`],
  ['sdk-401', 'Python SDK 1.x', `Traceback (most recent call last):\n  File "/app/ask.py", line 9, in <module>\n    client.chat.complete(model=model, messages=messages)\n  File "/venv/lib/python3.12/site-packages/mistralai/chat.py", line 1, in complete\nmistralai.models.sdkerror.SDKError: API error occurred: Status 401\n{"message":"Unauthorized","request_id":"c1d2"}`],
  ['sdk-401', 'Python SDK 2.x', 'mistralai.client.errors.sdkerror.SDKError: API error occurred: Status 401. Body: {"detail":"Unauthorized"}'],
  ['mistral-sdk-0', 'TypeScript SDK 0.x', 'MistralAPIError: HTTP error! status: 401 Response: \n{"message":"Unauthorized","request_id":"c1d2"}'],
  ['invalid-header-value', 'a line end in the key', 'TypeError: Headers.append: "Bearer abc\ndef" is an invalid header value.'],
  ['byte-string', 'a curly quote in the key', 'TypeError: Cannot convert argument to a ByteString because the character at index 7 has a value of 8220 which is greater than 255.'],
  ['ai-sdk-missing', 'AI SDK', "AI_LoadAPIKeyError: Mistral API key is missing. Pass it using the 'apiKey' parameter or the MISTRAL_API_KEY environment variable."],
  ['ai-sdk-401', 'AI SDK', 'APICallError [AI_APICallError]: Unauthorized\n  url: "https://api.mistral.ai/v1/chat/completions",\n  statusCode: 401'],
  ['langchain-missing', 'LangChain, chat', 'Error: API key MISTRAL_API_KEY is missing for MistralAI, but it is required.'],
  ['langchain-missing', 'LangChain, embeddings', 'Error: API key missing for MistralAI, but it is required.'],
  ['openai-missing', 'OpenAI, JavaScript', 'OpenAIError: Missing credentials. Please pass an `apiKey`, `workloadIdentity`, `adminAPIKey`, or set the `OPENAI_API_KEY` or `OPENAI_ADMIN_KEY` environment variable.'],
  ['openai-missing', 'OpenAI, older', "OpenAIError: The OPENAI_API_KEY environment variable is missing or empty; either provide it, or instantiate the OpenAI client with an apiKey option, like new OpenAI({ apiKey: 'My API Key' })."],
  ['openai-missing', 'OpenAI, Python', 'openai.OpenAIError: The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable'],
  ['openai-401', 'OpenAI', 'AuthenticationError: 401 status code (no body)'],
  ['openai-incorrect', 'OpenAI itself', 'AuthenticationError: 401 Incorrect API key provided: abcd***. You can find your API key at https://platform.openai.com/account/api-keys.'],
  ['documented-authentication-error', 'the documentation', 'mistral.client.errors.AuthenticationError: Invalid API key provided'],
  ['python-empty-bearer', 'Python', "httpx.LocalProtocolError: Illegal header value b'Bearer '"],
  ['python-illegal-header', 'Python', "httpx.LocalProtocolError: Illegal header value b'Bearer abc\\n'"],
  ['python-0-missing', 'Python 0.x', 'mistralai.exceptions.MistralException: API key not provided. Please set MISTRAL_API_KEY environment variable.'],
  ['python-deprecated-client', 'Python 1.x', 'NotImplementedError: This client is deprecated. To migrate to the new client, please refer to this guide: https://github.com/mistralai/client-python/blob/main/MIGRATION.md.'],
  ['python-import', 'Python 2.x', "ImportError: cannot import name 'Mistral' from 'mistralai' (unknown location)"],
  ['python-no-module', 'Python', "ModuleNotFoundError: No module named 'mistral'"],
  ['python-unexpected-argument', 'Python', "TypeError: Mistral.__init__() got an unexpected keyword argument 'apiKey'"],
  ['python-key-error', 'Python', "KeyError: 'MISTRAL_API_KEY'"],
  ['python-http-401', 'LangChain, Python', 'httpx.HTTPStatusError: Error response 401 while fetching https://api.mistral.ai/v1/chat/completions: {"message":"Unauthorized"}'],
  ['undefined-bearer', 'a log', '> authorization: Bearer undefined\n< 401 Unauthorized'],
  ['undefined-bearer', 'LangChain, Python', "headers = {'Authorization': 'Bearer None'}"],
  ['api-401', 'curl', '{"message":"Unauthorized","request_id":"0a1b"}'],
  ['api-401', 'curl', '{"detail":"Unauthorized"}'],
  ['api-401', 'curl -i', 'HTTP/2 401 \ncontent-type: application/json'],
  ['no-key-in-request', 'curl without a header', '{"message":"No API key found in request","request_id":"0a1b"}'],
  ['certificate', 'Node behind a proxy', 'TypeError: fetch failed\n  [cause]: Error: self-signed certificate in certificate chain { code: "SELF_SIGNED_CERT_IN_CHAIN" }'],
  ['certificate', 'Python behind a proxy', 'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed'],
  ['rate-limit', 'the SDK', 'SDKError: API error occurred: Status 429. Body: {"message":"Requests rate limit exceeded"}'],
  ['llamaindex-missing', 'LlamaIndex, Python', 'ValueError: You must provide an API key to use mistralai. You can either pass it in as an argument or set it `MISTRAL_API_KEY`.'],
  ['variable-named', "a program's own check", 'Error: MISTRAL_API_KEY is not set'],
];

describe('recognise', () => {
  test.each(texts)('%s: %s', (id, _where, text) => {
    expect(recognise(text)?.known.id).toBe(id);
  });

  test('knows each text, colours or not, amid a log', () => {
    for (const [id, where, text] of texts) {
      const log = `${'info: started\n'.repeat(3000)}\u001b[31m${text}\u001b[39m\nnpm error code 1\n`;
      expect(recognise(log)?.known.id, where).toBe(id);
    }
  });

  test('has a text for everything that it knows', () => {
    const shown = new Set(texts.map(([id]) => id));
    expect(knownTexts.map(({ id }) => id).filter((id) => !shown.has(id))).toEqual(['langchain-python-missing']);
  });

  test.each(['', 'hello', 'TypeError: x is not a function', 'Error: 404 Not Found', 'status 4010', 'ECONNREFUSED 127.0.0.1:401'])('does not know %j', (text) => {
    expect(recognise(text)).toBeUndefined();
  });

  test('names the places of a trace, but not those of packages', () => {
    expect(recognise(texts[0]?.[2] ?? '')?.places).toEqual([{ file: '/app/src/ask.ts', line: 12 }]);
    expect(recognise(texts[1]?.[2] ?? '')?.places).toEqual([{ file: '/app/ask.py', line: 9 }]);
    expect(recognise('SDKError: API error occurred: Status 401\n    at ask (/app/a.js:3:1)\n    at file:///app/b.mjs:7:2')?.places).toEqual([
      { file: '/app/a.js', line: 3 },
      { file: '/app/b.mjs', line: 7 },
    ]);
  });

  test('takes hostile text in its stride', () => {
    for (const piece of ['(', 'at ', 'File "', 'SDKError ', 'MISTRAL_API_KEY', 'Bearer ', '401 ', 'missing ', '\u001b[', 'file://', 'no mistral']) {
      expect(() => recognise(piece.repeat(100_000))).not.toThrow();
    }
  });
});
