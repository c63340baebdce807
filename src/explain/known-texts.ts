import type { CauseId } from '../../rules/causes.js';

/** An error that people meet when a key is missing, wrong or sent badly. */
export interface KnownText {
  readonly id: string;
  /** Each linear: what is explained may be a log of any size. */
  readonly pattern: RegExp;
  /** What the text is, and what it tells, in a sentence or two. */
  readonly says: string;
  /** The causes that it speaks for, the likeliest first where nothing is known of the project. */
  readonly causes: readonly CauseId[];
  /** What to do where the text alone says it. */
  readonly fix?: string;
}

const anyCauseOf401: readonly CauseId[] = ['missing-or-empty', 'invalid-or-expired', 'passed-incorrectly', 'wrong-auth-scheme'];
const console_ = 'https://console.mistral.ai/api-keys';

/**
 * The texts in the order in which they are looked for: those that tell most come first. Those of the npm packages were
 * taken from runs of the packages themselves, which a test repeats.
 */
export const knownTexts: readonly KnownText[] = [
  {
    id: 'python-empty-bearer',
    pattern: /Illegal header value b['"]Bearer ?['"]/u,
    says: 'httpx of the Python SDK refuses the header "Bearer " without a key behind it: the key is an empty string, so nothing was sent.',
    causes: ['missing-or-empty', 'passed-incorrectly'],
    fix: 'Stop when the variable is unset or empty: key = os.environ["MISTRAL_API_KEY"]; drop os.getenv("MISTRAL_API_KEY", "").',
  },
  {
    id: 'python-illegal-header',
    pattern: /Illegal header value b['"]/u,
    says: 'httpx of the Python SDK refuses the header: the key holds a space or a line end, as files and `echo` leave it.',
    causes: ['invalid-or-expired', 'passed-incorrectly'],
    fix: 'Strip the key: os.environ["MISTRAL_API_KEY"].strip(), or better, set the variable without the line end.',
  },
  {
    id: 'invalid-header-value',
    pattern: /is an invalid header value|Invalid character in header content \["?authorization/iu,
    says: 'Node refuses the Authorization header: the key holds a line end or another control character, so nothing was sent.',
    causes: ['invalid-or-expired', 'passed-incorrectly'],
    fix: 'Set the variable without the line end; `printf` writes none, `echo` does.',
  },
  {
    id: 'byte-string',
    pattern: /Cannot convert argument to a ByteString|'ascii' codec can't encode character/u,
    says: 'A header can hold no such character: the key was copied with a curly quote, a dash or an invisible character.',
    causes: ['invalid-or-expired', 'passed-incorrectly'],
    fix: `Copy the key again, from ${console_} or a plain text file.`,
  },
  {
    id: 'undefined-bearer',
    pattern: /Bearer (?:undefined|null|None|NaN|\[object)\b/u,
    says: 'The header was made from a variable that is not set: "Bearer undefined" (JavaScript) or "Bearer None" (Python).',
    causes: ['missing-or-empty', 'passed-incorrectly'],
  },
  {
    id: 'ai-sdk-missing',
    pattern: /AI_LoadAPIKeyError|Mistral API key is missing\. Pass it using/u,
    says: 'The AI SDK (@ai-sdk/mistral) has no key: neither the option nor the variable MISTRAL_API_KEY. Nothing was sent.',
    causes: ['missing-or-empty', 'passed-incorrectly'],
  },
  {
    id: 'langchain-missing',
    pattern: /API key (?:MISTRAL_API_KEY is )?missing for MistralAI, but it is required/u,
    says: 'The constructor of LangChain (@langchain/mistralai) found no key, neither the option nor the variable MISTRAL_API_KEY.',
    causes: ['missing-or-empty', 'passed-incorrectly'],
  },
  {
    id: 'langchain-python-missing',
    pattern: /Did not find mistral_api_key/u,
    says: 'LangChain for Python found no key, neither the argument nor the variable MISTRAL_API_KEY.',
    causes: ['missing-or-empty', 'passed-incorrectly'],
  },
  {
    id: 'llamaindex-missing',
    pattern: /You must provide an API key to use mistralai|Set Mistral ?AI Key in `?MISTRAL_API_KEY/iu,
    says: 'LlamaIndex found no key, neither the argument nor the variable MISTRAL_API_KEY.',
    causes: ['missing-or-empty', 'passed-incorrectly'],
  },
  {
    id: 'openai-missing',
    pattern: /Missing credentials\. Please pass an `apiKey`|OPENAI_API_KEY environment variable is missing or empty|api_key client option must be set either by passing api_key/u,
    says: 'The OpenAI client was built without a key and looks for OPENAI_API_KEY; MISTRAL_API_KEY it never reads.',
    causes: ['passed-incorrectly', 'missing-or-empty'],
    fix: 'Pass the key: new OpenAI({ apiKey: process.env.MISTRAL_API_KEY, baseURL: "https://api.mistral.ai/v1" }).',
  },
  {
    id: 'openai-incorrect',
    pattern: /Incorrect API key provided|platform\.openai\.com\/account\/api-keys/u,
    says: 'OpenAI answered, not Mistral: the client has no base URL, so a key of Mistral went to another company.',
    causes: ['passed-incorrectly'],
    fix: 'Set the base URL to https://api.mistral.ai/v1, and create a new key: the old one was sent to others.',
  },
  {
    id: 'documented-authentication-error',
    pattern: /mistral\.client\.errors\.AuthenticationError|AuthenticationError: Invalid API key provided/u,
    says: 'The documented error for a rejected key. The SDKs have no module mistral.client.errors: they raise SDKError with status 401.',
    causes: ['invalid-or-expired', 'missing-or-empty', 'passed-incorrectly', 'unhandled-401'],
    fix: `Set MISTRAL_API_KEY to a valid key from ${console_}; catch SDKError and look for status_code 401.`,
  },
  {
    id: 'python-0-missing',
    pattern: /MistralException: API key not provided|API key not provided\. Please set MISTRAL_API_KEY/u,
    says: 'The Python SDK 0.x found no key, neither the argument api_key nor the variable MISTRAL_API_KEY.',
    causes: ['missing-or-empty', 'passed-incorrectly'],
  },
  {
    id: 'python-deprecated-client',
    pattern: /NotImplementedError: This client is deprecated|mistralai[\s\S]{0,400}MistralClient[\s\S]{0,400}NotImplementedError/u,
    says: 'MistralClient is the client of the Python SDK 0.x; from 1.0 on its constructor only raises this error.',
    causes: ['passed-incorrectly'],
    fix: 'from mistralai import Mistral (1.x), or from mistralai.client import Mistral (2.x); then Mistral(api_key=os.environ["MISTRAL_API_KEY"]).',
  },
  {
    id: 'python-import',
    pattern: /cannot import name ['"]Mistral['"] from ['"]mistralai['"]/u,
    says: 'The import does not fit the installed Python SDK: `from mistralai import Mistral` is the form of 1.x.',
    causes: ['passed-incorrectly'],
    fix: 'With 2.x write: from mistralai.client import Mistral. With 0.x upgrade: pip install --upgrade mistralai. See pip show mistralai.',
  },
  {
    id: 'python-no-module',
    pattern: /No module named ['"](?:mistral|mistralai)(?:\.[\w.]{1,60})?['"]/u,
    says: 'Python does not find the SDK. Its package is called mistralai, whatever the documentation imports.',
    causes: ['passed-incorrectly'],
    fix: 'pip install mistralai, in the environment that runs the program; then from mistralai.client import Mistral.',
  },
  {
    id: 'python-unexpected-argument',
    pattern: /unexpected keyword argument ['"](?:apiKey|apikey|api_token|key|token)['"]/u,
    says: 'The Python constructor does not know this argument: the key is passed as api_key.',
    causes: ['passed-incorrectly'],
    fix: 'Mistral(api_key=os.environ["MISTRAL_API_KEY"]).',
  },
  {
    id: 'python-key-error',
    pattern: /KeyError: ['"]\w{0,60}(?:MISTRAL|CODESTRAL)\w{0,60}['"]/u,
    says: 'os.environ has no such variable: the program stopped where it should, before a request without a key.',
    causes: ['missing-or-empty'],
  },
  {
    id: 'no-key-in-request',
    pattern: /No API key found in request/iu,
    says: 'Mistral answered 401: the request came without an Authorization header that holds a key.',
    causes: ['wrong-auth-scheme', 'missing-or-empty', 'passed-incorrectly'],
    fix: 'Send "Authorization: Bearer $MISTRAL_API_KEY"; x-api-key, Basic and a query parameter are not read.',
  },
  {
    id: 'certificate',
    pattern: /SELF_SIGNED_CERT|CERTIFICATE_VERIFY_FAILED|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT|self[- ]signed certificate/iu,
    says: 'The certificate on the way to the server is not to be trusted: often a proxy that opens the traffic. The key was not sent.',
    causes: ['insecure-transport'],
    fix: 'Name the certificate authority of your company in NODE_EXTRA_CA_CERTS or SSL_CERT_FILE; do not switch the check off.',
  },
  {
    id: 'mistral-sdk-0',
    pattern: /MistralAPIError|HTTP error! status: 401/u,
    says: 'The TypeScript SDK 0.x: Mistral answered 401. Without a key this SDK sends "Bearer undefined".',
    causes: ['missing-or-empty', 'invalid-or-expired', 'passed-incorrectly'],
  },
  {
    id: 'openai-401',
    pattern: /401 status code \(no body\)/u,
    says: 'The OpenAI client: the server answered 401. Without the option apiKey this client sends OPENAI_API_KEY, which Mistral rejects.',
    causes: ['passed-incorrectly', 'invalid-or-expired', 'missing-or-empty'],
  },
  {
    id: 'ai-sdk-401',
    pattern: /AI_APICallError/u,
    says: 'The AI SDK (@ai-sdk/mistral): the API refused the call. With 401, the key is wrong, or it is an empty string, which also hides MISTRAL_API_KEY.',
    causes: ['invalid-or-expired', 'missing-or-empty', 'passed-incorrectly'],
  },
  {
    id: 'sdk-401',
    pattern: /API error occurred: Status(?: code)?:? 401|SDKError[\s\S]{1,400}\b401\b/u,
    says: 'SDKError of the Mistral SDK: the API answered 401, so the request held no key or one that is not valid. The constructor never fails; the first call does.',
    causes: anyCauseOf401,
  },
  {
    id: 'python-http-401',
    pattern: /Error response 401 while fetching|Client error ['"]401 Unauthorized['"]|401 Client Error: Unauthorized/u,
    says: 'A Python client: the API answered 401, so the request held no key or one that is not valid.',
    causes: anyCauseOf401,
  },
  {
    id: 'rate-limit',
    pattern: /Status 429|\b429\b[\s\S]{1,40}Too Many Requests|Requests rate limit exceeded/iu,
    says: 'Mistral answered 429: the key is valid and its rate limit used up. Where that surprises, others may use the key.',
    causes: ['hardcoded', 'client-side', 'exposed-in-output'],
    fix: `Look at the usage in the console; if it is not yours, create a new key, deploy it, delete the old one: ${console_}.`,
  },
  {
    id: 'api-401',
    pattern: /"(?:message|detail)"\s{0,9}:\s{0,9}"Unauthorized"|\b401\b[\s\S]{1,40}Unauthorized|status(?:Code|_code)?["']?\s{0,9}[:=]\s{0,9}401\b|HTTP\/[\d.]{1,3} 401/iu,
    says: 'The API answered 401 Unauthorized: the request held no key or one that is not valid.',
    causes: anyCauseOf401,
  },
  {
    id: 'variable-named',
    pattern: /(?:MISTRAL|CODESTRAL)\w{0,60}(?:KEY|TOKEN)\b[\s\S]{1,80}(?:not set|missing|must be set|not found|not defined|required|undefined|empty)|(?:missing|no|set|need|provide)[\s\S]{0,40}(?:MISTRAL|CODESTRAL)\w{0,60}(?:KEY|TOKEN)\b/iu,
    says: 'A program says that the variable of the key is not set: it stopped where it should, before a request without a key.',
    causes: ['missing-or-empty'],
  },
];
