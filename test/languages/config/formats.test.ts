import { describe, expect, test } from 'vitest';
import { keysIn, publicNamesIn } from '../text/read.js';

describe('keys in configuration', () => {
  test.each<[string, string, string[]]>([
    ['a.json', '{\n  "llm": {\n    "provider": "mistral",\n    "apiKey": "KEY1"\n  }\n}', ['4 unbound']],
    ['a.json', '{\n  "mistral": {\n    "nested": 1,\n    "apiKey": "HEX1"\n  }\n}', ['4 bound']],
    ['a.json', '[{"name":"MISTRAL_API_KEY","value":"KEY1"},\n{"name":"OTHER","value":"KEY2"}]', ['1 bound']],
    ['a.jsonc', '{\n  // "mistralApiKey": "KEY1"\n  "a": 1,\n}', ['2 bound comment']],
    ['package.json', '{"scripts":{\n"start":"MISTRAL_API_KEY=KEY1 node ."}}', ['2 bound']],
    ['a.postman_collection.json', '{"variable":[\n{"key":"mistral_api_key","value":"KEY1"}]}', ['2 bound']],
    ['a.postman_collection.json', '{"request":{"header":[{\n"key":"Authorization","value":"Bearer KEY1"}],\n"url":{"raw":"https://api.mistral.ai/v1/models"}}}', ['2 bound']],
    ['a.har', '{"request":{"url":"https://api.mistral.ai/v1/models",\n"headers":[{"name":"Authorization",\n"value":"Bearer KEY1"}]}}', ['3 bound']],
    ['workflow.json', '{"nodes":[{"parameters":{"url":"https://api.mistral.ai/v1/chat","headerParameters":{"parameters":[\n{"name":"Authorization",\n"value":"Bearer KEY1"}]}}}]}', ['3 bound']],
    ['broken.json', '{ "a": [1, 2\n "mistral_api_key": "KEY1"', ['2 bound']],
    ['a.toml', '[codestral]\nmodel = "x"\napi_key = "KEY1"\n', ['3 bound']],
    ['a.toml', '[[models]]\nprovider = "mistral"\napi_key = "KEY1"\n\n[[models]]\nprovider = "openai"\napi_key = "KEY2"\n', ['3 unbound']],
    ['a.toml', 'mistral = { api_key = "KEY1" }\n', ['1 bound']],
    ['a.ini', '[mistral]\n; comment\ntoken = KEY1\n[other]\ntoken = KEY2\n', ['3 bound']],
    ['application.properties', 'spring.ai.mistralai.api-key=KEY1\nspring.ai.openai.api-key=KEY2\n', ['1 bound']],
    ['.env', "export MISTRAL_API_KEY='KEY1' # x\nMISTRAL_KEY=`KEY2`\nA=KEY3\n", ['1 bound', '2 bound']],
    ['.env', 'LLM_BASE_URL=https://api.mistral.ai/v1\nLLM_API_KEY=KEY1\n', ['2 bound']],
    ['.env', 'MISTRAL_API_KEY="${MISTRAL_API_KEY:-KEY1}"\n', ['1 bound']],
    ['.env', '# MISTRAL_API_KEY=KEY1\n', ['1 bound comment']],
    ['a.plist', '<plist><dict>\n<key>MISTRAL_API_KEY</key>\n<string>KEY1</string>\n<key>Other</key>\n<string>KEY2</string></dict></plist>', ['3 bound']],
    ['a.xml', '<config>\n<mistral>\n<apiKey>KEY1</apiKey>\n</mistral>\n<openai><apiKey>KEY2</apiKey></openai></config>', ['3 bound']],
    ['Web.config', '<appSettings>\n<add key="MistralApiKey" value="KEY1" />\n<add key="Other" value="KEY2" />\n</appSettings>', ['2 bound']],
    ['a.resx', '<root><data name="MistralApiKey" xml:space="preserve">\n<value>KEY1</value>\n</data></root>', ['2 bound']],
    ['run.xml', '<component><envs>\n<env name="MISTRAL_API_KEY" value="KEY1" />\n</envs></component>', ['2 bound']],
    ['a.csv', 'name,mistral_api_key,openai_api_key\nme,KEY1,KEY2\n', ['2 bound']],
    ['a.csv', 'name,url,username,password\nMistral,https://console.mistral.ai,me,KEY1\nBank,https://bank.example,me,KEY2\n', ['2 unbound']],
    ['a.csv', 'name,value\nMISTRAL_API_KEY,KEY1\nOTHER,KEY2\n', ['2 bound']],
    ['main.tf', 'variable "mistral_api_key" {\n  default = "KEY1"\n}\n', ['2 bound']],
    ['main.tf', 'resource "aws_ssm_parameter" "x" {\n  name  = "/prod/mistral_api_key"\n  value = "KEY1"\n}\n', ['3 bound']],
    ['prod.tfvars', 'mistral_api_key = "KEY1"\n', ['1 bound']],
    ['Dockerfile', 'FROM x\nARG MISTRAL_API_KEY=KEY1\nENV MISTRAL_API_KEY=${MISTRAL_API_KEY}\n', ['2 bound']],
    ['Makefile', 'MISTRAL_API_KEY ?= KEY1\nrun:\n\tMISTRAL_API_KEY=KEY2 node .\n', ['1 bound', '3 bound']],
    ['run.sh', 'curl https://api.mistral.ai/v1/models \\\n  -H "Authorization: Bearer KEY1"\n', ['2 bound']],
    ['run.ps1', '$env:MISTRAL_API_KEY = "KEY1"\n[Environment]::SetEnvironmentVariable("CODESTRAL_API_KEY", "KEY2")\n', ['1 bound', '2 bound']],
    ['run.bat', 'set MISTRAL_API_KEY=KEY1\nsetx CODESTRAL_API_KEY KEY2\n', ['1 bound', '2 bound']],
    ['a.http', 'GET https://api.mistral.ai/v1/models\nAuthorization: Bearer KEY1\n', ['2 bound']],
    ['app.service', '[Service]\nEnvironment=MISTRAL_API_KEY=KEY1\nEnvironment="CODESTRAL_API_KEY=KEY2"\n', ['2 bound', '3 bound']],
    ['crontab', 'MISTRAL_API_KEY=KEY1\n0 * * * * CODESTRAL_API_KEY=KEY2 /bin/run\n', ['1 bound', '2 bound']],
    ['Caddyfile', 'llm.example.com {\n  reverse_proxy https://api.mistral.ai {\n    header_up Authorization "Bearer KEY1"\n  }\n}\n', ['3 bound']],
    ['a.sql', "INSERT INTO settings (name, value) VALUES ('mistral_api_key', 'KEY1');\n", ['1 bound']],
    ['a.sql', "INSERT INTO tenant (id, mistral_api_key) VALUES (1, 'KEY1');\n", ['1 bound']],
    ['a.sql', "UPDATE tenant SET mistral_api_key = 'KEY1' WHERE id = 1;\n", ['1 bound']],
    ['.netrc', 'machine api.mistral.ai\n  login me\n  password KEY1\n', ['3 bound']],
    ['.netrc', 'machine api.mistral.ai login me password KEY1\nmachine example.com login me password KEY2\n', ['1 bound']],
    ['README.md', '# Use\n\n```bash\nexport MISTRAL_API_KEY=KEY1\n```\n', ['4 bound']],
    ['README.md', 'The Mistral key of the lab is\nKEY1 until May.\n', ['2 unbound']],
    ['README.md', '| name | value |\n|---|---|\n| MISTRAL_API_KEY | KEY1 |\n', ['3 bound']],
    ['main.go', 'client := mistral.NewClient("KEY1")\n', ['1 bound']],
    ['main.go', '// mistralKey := "KEY1"\n', ['1 bound comment']],
    ['Main.kt', 'val mistralApiKey = "KEY1"\n', ['1 bound']],
    ['main.rs', 'const MISTRAL_API_KEY: &str = "KEY1";\n', ['1 bound']],
    ['main.php', "<?php\n$config = ['mistral' => ['api_key' => 'KEY1']];\n", ['2 bound']],
    ['main.rb', 'Mistral::Client.new(api_key: "KEY1")\n', ['1 bound']],
    ['main.ex', 'config :app, mistral_api_key: "KEY1"\n', ['1 bound']],
    ['Main.swift', 'let client = MistralClient(apiKey: "KEY1")\n', ['1 bound']],
    ['main.cpp', '#define MISTRAL_API_KEY "KEY1"\n', ['1 bound']],
    ['main.R', 'Sys.setenv(MISTRAL_API_KEY = "KEY1")\n', ['1 bound']],
    ['main.dart', "final client = MistralAIClient(apiKey: 'KEY1');\n", ['1 bound']],
    ['Program.cs', 'request.Headers.Authorization = new("Bearer", "KEY1"); // https://api.mistral.ai\n', ['1 bound']],
  ])('%s %j', (path, text, expected) => {
    expect(keysIn(`/app/${path}`, text)).toEqual(expected);
  });
});

describe('no keys of Mistral in configuration', () => {
  test.each<[string, string]>([
    ['package-lock.json', '{"packages":{"node_modules/@mistralai/mistralai":{"resolved":"https://example.com/x.tgz","integrity":"sha512-KEY1KEY2KEY3=="}}}'],
    ['a.json', '{"provider":"openai","apiKey":"KEY1","fallback":{"provider":"mistral"}}'],
    ['a.json', '{"mistral":{"id":"KEY1","agentId":"KEY2"}}'],
    ['a.json', '{"name":"mistral-bot","session":{"secret":"KEY1"}}'],
    ['a.json', '{"id":"KEY1","model":"mistral-small","usage":{"total_tokens":3}}'],
    ['a.json', '{"id":"cmpl-KEY1","model":"mistral-small","tool_calls":[{"id":"KEY2"}]}'],
    ['.env', 'APP_NAME=mistral-chat\nNEXTAUTH_SECRET=KEY1\nAPI_KEY=KEY2\n'],
    ['.env', 'LLM_PROVIDER=mistral\nOPENAI_API_KEY=KEY1\nJWT_SECRET=KEY2\n'],
    ['.env.example', 'MISTRAL_API_KEY=your_mistral_api_key_here\nMISTRAL_API_KEY=\nMISTRAL_API_KEY=<key>\n'],
    ['a.toml', '[mistral]\nmodel = "mistral-small"\n[database]\npassword = "KEY1"\n'],
    ['a.ini', '[mistral]\napi_key_file = /run/secrets/mistral_api_key_file\n[other]\napi_key = KEY1\n'],
    ['a.xml', '<add key="MistralApiKey" value="${MISTRAL_API_KEY}" />\n<add key="Other" value="KEY1" />'],
    ['a.csv', 'model,run_id,score\nmistral-small,KEY1,3\n'],
    ['main.tf', 'variable "mistral_api_key" {\n  type = string\n}\nresource "random_password" "x" {\n  keepers = "KEY1"\n}\n'],
    ['a.sql', "INSERT INTO llm (name, checksum) VALUES ('mistral', 'KEY1');\n"],
    ['a.sql', "INSERT INTO tenant (mistral_api_key, openai_api_key) VALUES (NULL, 'KEY1');\n"],
    ['README.md', 'Set `MISTRAL_API_KEY=<your key>`, see https://example.com/mistral/KEY1.\n'],
    ['main.go', 'var openaiKey = "KEY1"\nvar mistralModel = "mistral-small-latest"\n'],
  ])('%s %j', (path, text) => {
    expect(keysIn(`/app/${path}`, text)).toEqual([]);
  });
});

describe('public names of keys', () => {
  test.each<[string, string, string[]]>([
    ['.env.example', 'VITE_MISTRAL_API_KEY=\nVITE_MISTRAL_MODEL=x\n', ['1 VITE_MISTRAL_API_KEY']],
    ['.env', '# VITE_MISTRAL_API_KEY=x\nexport NEXT_PUBLIC_MISTRAL_API_KEY="x"\nNUXT_MISTRAL_API_KEY=x\n', ['2 NEXT_PUBLIC_MISTRAL_API_KEY']],
    ['.github/workflows/a.yml', 'env:\n  REACT_APP_MISTRAL_KEY: ${{ secrets.MISTRAL_API_KEY }}\n', ['2 REACT_APP_MISTRAL_KEY']],
    ['.github/workflows/a.yml', 'steps:\n  - run: |\n      echo "VITE_MISTRAL_API_KEY=${{ secrets.K }}" >> .env\n', ['3 VITE_MISTRAL_API_KEY']],
    ['compose.yaml', 'environment:\n  - EXPO_PUBLIC_MISTRAL_API_KEY=${K}\n', ['2 EXPO_PUBLIC_MISTRAL_API_KEY']],
    ['vercel.json', '{"build":{"env":{\n"NEXT_PUBLIC_MISTRAL_API_KEY":"@mistral-key"}}}', ['2 NEXT_PUBLIC_MISTRAL_API_KEY']],
    ['netlify.toml', '[build.environment]\nGATSBY_MISTRAL_API_KEY = "x"\n', ['2 GATSBY_MISTRAL_API_KEY']],
    ['Dockerfile', 'ARG VITE_MISTRAL_API_KEY\nENV VITE_MISTRAL_API_KEY=$VITE_MISTRAL_API_KEY\n', ['1 VITE_MISTRAL_API_KEY']],
    ['build.sh', 'export VITE_MISTRAL_API_KEY=$MISTRAL_API_KEY\nnpm run build\n', ['1 VITE_MISTRAL_API_KEY']],
    ['package.json', '{"scripts":{\n"build":"VITE_MISTRAL_API_KEY=$MISTRAL_API_KEY vite build"}}', ['2 VITE_MISTRAL_API_KEY']],
    ['README.md', 'Set VITE_MISTRAL_API_KEY=x in .env\n', []],
    ['check.sh', 'if grep -rq "VITE_MISTRAL_API_KEY=" dist; then exit 1; fi\n', []],
    ['a.yaml', '# VITE_MISTRAL_API_KEY: x\nforbidden:\n  - VITE_MISTRAL_API_KEY\n', []],
  ])('%s %j', (path, text, expected) => {
    expect(publicNamesIn(`/app/${path}`, text)).toEqual(expected);
  });
});
