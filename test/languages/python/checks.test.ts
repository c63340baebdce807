import { describe, expect, test } from 'vitest';
import { findings } from './project.js';

const head = 'import os\nimport sys\nfrom mistralai import Mistral\n';

/** Bodies below three lines of imports, in which the variable is checked before it is used. */
const checked: Readonly<Record<string, string>> = {
  'a subscript raises KeyError': 'client = Mistral(api_key=os.environ["MISTRAL_API_KEY"])\n',
  'if not, raise': 'key = os.getenv("MISTRAL_API_KEY")\nif not key:\n    raise RuntimeError("unset")\nclient = Mistral(api_key=key)\n',
  'is None, exit': 'key = os.environ.get("MISTRAL_API_KEY")\nif key is None:\n    sys.exit(1)\nclient = Mistral(api_key=key)\n',
  'two variables in one test': 'key = os.getenv("MISTRAL_API_KEY")\nurl = os.getenv("URL")\nif not key or not url:\n    raise RuntimeError()\nclient = Mistral(api_key=key)\n',
  'assert': 'key = os.getenv("MISTRAL_API_KEY")\nassert key, "unset"\nclient = Mistral(api_key=key)\n',
  'walrus': 'if not (key := os.getenv("MISTRAL_API_KEY")):\n    raise SystemExit("unset")\nclient = Mistral(api_key=key)\n',
  'positive branch': 'key = os.getenv("MISTRAL_API_KEY")\nif key:\n    client = Mistral(api_key=key)\n',
  'walrus in the positive branch': 'if key := os.getenv("MISTRAL_API_KEY"):\n    client = Mistral(api_key=key)\n',
  'conditional expression': 'key = os.getenv("MISTRAL_API_KEY")\nclient = Mistral(api_key=key) if key else None\n',
  'early return': 'def make():\n    key = os.getenv("MISTRAL_API_KEY")\n    if not key:\n        return None\n    return Mistral(api_key=key)\n',
  'helper that raises': 'def need(name):\n    value = os.environ.get(name)\n    if not value:\n        raise RuntimeError(name)\n    return value\nclient = Mistral(api_key=need("MISTRAL_API_KEY"))\n',
  'method of a checked object': 'class Bot:\n    def __init__(self):\n        self.key = os.getenv("MISTRAL_API_KEY")\n        if not self.key:\n            raise ValueError("unset")\n    def ask(self):\n        return Mistral(api_key=self.key)\n',
  'try, except KeyError, raise': 'try:\n    key = os.environ["MISTRAL_API_KEY"]\nexcept KeyError:\n    raise SystemExit("unset")\nclient = Mistral(api_key=key)\n',
  'name in os.environ': 'if "MISTRAL_API_KEY" not in os.environ:\n    sys.exit("unset")\nclient = Mistral(api_key=os.environ.get("MISTRAL_API_KEY"))\n',
  'asked for when unset': 'from getpass import getpass\nkey = os.getenv("MISTRAL_API_KEY")\nif not key:\n    key = getpass()\nclient = Mistral(api_key=key)\n',
  'or getpass': 'from getpass import getpass\nclient = Mistral(api_key=os.getenv("MISTRAL_API_KEY") or getpass("key: "))\n',
  'match': 'key = os.getenv("MISTRAL_API_KEY")\nmatch key:\n    case None | "":\n        raise RuntimeError("unset")\n    case _:\n        client = Mistral(api_key=key)\n',
  'match before': 'key = os.getenv("MISTRAL_API_KEY")\nmatch key:\n    case None | "":\n        raise RuntimeError("unset")\nclient = Mistral(api_key=key)\n',
  'match with a guard': 'match os.getenv("MISTRAL_API_KEY"):\n    case str() as key if key:\n        client = Mistral(api_key=key)\n    case _:\n        sys.exit(1)\n',
  'all': 'key = os.getenv("MISTRAL_API_KEY")\nif not all([key, os.getenv("URL")]):\n    raise RuntimeError()\nclient = Mistral(api_key=key)\n',
  'missing names': 'NAMES = ["MISTRAL_API_KEY", "URL"]\nmissing = [name for name in NAMES if not os.getenv(name)]\nif missing:\n    raise RuntimeError(missing)\nclient = Mistral(api_key=os.getenv("MISTRAL_API_KEY"))\n',
  'loop over names': 'for name in ("MISTRAL_API_KEY", "URL"):\n    if not os.getenv(name):\n        raise RuntimeError(name)\nclient = Mistral(api_key=os.getenv("MISTRAL_API_KEY"))\n',
  'length': 'key = os.getenv("MISTRAL_API_KEY", "")\nif len(key) == 0:\n    sys.exit(1)\nclient = Mistral(api_key=key)\n',
  'decouple': 'from decouple import config\nclient = Mistral(api_key=config("MISTRAL_API_KEY"))\n',
  'pydantic settings': 'from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    mistral_api_key: str\nsettings = Settings()\nclient = Mistral(api_key=settings.mistral_api_key)\n',
  'Streamlit secrets': 'import streamlit as st\nclient = Mistral(api_key=st.secrets["MISTRAL_API_KEY"])\n',
  'Streamlit stops': 'import streamlit as st\nkey = os.getenv("MISTRAL_API_KEY")\nif not key:\n    st.error("unset")\n    st.stop()\nclient = Mistral(api_key=key)\n',
  'skipif of the module': 'import pytest\npytestmark = pytest.mark.skipif(not os.getenv("MISTRAL_API_KEY"), reason="live")\ndef test_list():\n    Mistral(api_key=os.getenv("MISTRAL_API_KEY"))\n',
  'skipif of the function': 'import pytest\n@pytest.mark.skipif(not os.getenv("MISTRAL_API_KEY"), reason="live")\ndef test_list():\n    Mistral(api_key=os.getenv("MISTRAL_API_KEY"))\n',
  'skipif by name': 'import pytest\nlive = pytest.mark.skipif("MISTRAL_API_KEY" not in os.environ, reason="live")\n@live\ndef test_list():\n    Mistral(api_key=os.getenv("MISTRAL_API_KEY"))\n',
  'skipUnless of the class': 'import unittest\n@unittest.skipUnless(os.getenv("MISTRAL_API_KEY"), "live")\nclass Live(unittest.TestCase):\n    def test_list(self):\n        Mistral(api_key=os.getenv("MISTRAL_API_KEY"))\n',
  'skip in a fixture of the test': 'import pytest\ndef test_list():\n    key = os.getenv("MISTRAL_API_KEY")\n    if not key:\n        pytest.skip("unset")\n    Mistral(api_key=key)\n',
  'boolean use': 'print("ready" if os.getenv("MISTRAL_API_KEY") else "not ready")\n',
  'a subscript before': 'os.environ["MISTRAL_API_KEY"]\nclient = Mistral(api_key=os.getenv("MISTRAL_API_KEY"))\n',
  'main that checks': 'def run(key):\n    return Mistral(api_key=key)\ndef main():\n    key = os.getenv("MISTRAL_API_KEY")\n    if not key:\n        sys.exit("unset")\n    run(key=key)\nmain()\n',
  'LlamaIndex': 'from llama_index.llms.mistralai import MistralAI\nllm = MistralAI(api_key=os.getenv("MISTRAL_API_KEY"))\n',
  'self-hosted': 'client = Mistral(api_key=os.getenv("MISTRAL_API_KEY"), server_url="http://localhost:8000")\n',
};

/** The same where no check stops, with the finding below. */
const unchecked: Readonly<Record<string, readonly [string, string]>> = {
  'os.getenv': ['client = Mistral(api_key=os.getenv("MISTRAL_API_KEY"))\n', 'no-unguarded-env unguarded 4'],
  'imported getenv': ['from os import getenv\nclient = Mistral(api_key=getenv("MISTRAL_API_KEY"))\n', 'no-unguarded-env unguarded 5'],
  'imported environ': ['from os import environ as env\nclient = Mistral(api_key=env.get("MISTRAL_API_KEY"))\n', 'no-unguarded-env unguarded 5'],
  'by position': ['client = Mistral(os.getenv("MISTRAL_API_KEY"))\n', 'no-unguarded-env unguarded 4'],
  'empty default': ['client = Mistral(api_key=os.getenv("MISTRAL_API_KEY", ""))\n', 'no-unguarded-env emptyFallback 4'],
  'or empty': ['client = Mistral(api_key=os.getenv("MISTRAL_API_KEY") or "")\n', 'no-unguarded-env emptyFallback 4'],
  'dummy default': ['client = Mistral(api_key=os.environ.get("MISTRAL_API_KEY", "dummy"))\n', 'no-unguarded-env unguarded 4'],
  'a warning that carries on': ['key = os.getenv("MISTRAL_API_KEY")\nif not key:\n    print("unset")\nclient = Mistral(api_key=key)\n', 'no-unguarded-env unguarded 4'],
  'KeyError that is swallowed': ['try:\n    key = os.environ["MISTRAL_API_KEY"]\nexcept KeyError:\n    key = None\nclient = Mistral(api_key=key)\n', 'no-unguarded-env unguarded 5'],
  'str': ['key = str(os.getenv("MISTRAL_API_KEY"))\nif not key:\n    raise RuntimeError()\nclient = Mistral(api_key=key)\n', 'no-unguarded-env unguarded 4'],
  'a field of an object': ['class Bot:\n    def __init__(self):\n        self.key = os.getenv("MISTRAL_API_KEY")\n    def ask(self):\n        return Mistral(api_key=self.key)\n', 'no-unguarded-env unguarded 6'],
  'a default parameter': ['def make(key=os.getenv("MISTRAL_API_KEY")):\n    return Mistral(api_key=key)\n', 'no-unguarded-env unguarded 4'],
  'a parameter by name': ['def make(*, model, key):\n    return Mistral(api_key=key)\nmake(model="m", key=os.getenv("MISTRAL_API_KEY"))\n', 'no-unguarded-env unguarded 6'],
  'keyword spread': ['options = {"api_key": os.getenv("MISTRAL_API_KEY")}\nclient = Mistral(**options)\n', 'no-unguarded-env unguarded 4'],
  'helper that does not stop': ['def read(name):\n    return os.environ.get(name)\nclient = Mistral(api_key=read("MISTRAL_API_KEY"))\n', 'no-unguarded-env unguarded 6'],
  'dataclass factory': ['from dataclasses import dataclass, field\n@dataclass\nclass Config:\n    key: str = field(default_factory=lambda: os.environ.get("MISTRAL_API_KEY"))\nclient = Mistral(api_key=Config().key)\n', 'no-unguarded-env unguarded 7'],
  'pydantic settings with an empty default': ['from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    mistral_api_key: str = ""\nclient = Mistral(api_key=Settings().mistral_api_key)\n', 'no-unguarded-env emptyFallback 6'],
  'pydantic settings that may be None': ['from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    mistral_api_key: str | None = None\nclient = Mistral(api_key=Settings().mistral_api_key)\n', 'no-unguarded-env unguarded 6'],
  'decouple with a default': ['from decouple import config\nclient = Mistral(api_key=config("MISTRAL_API_KEY", default=""))\n', 'no-unguarded-env emptyFallback 5'],
  'with': ['with Mistral(api_key=os.getenv("MISTRAL_API_KEY")) as client:\n    pass\n', 'no-unguarded-env unguarded 4'],
  'requests header': ['import requests\nrequests.get("https://api.mistral.ai/v1/models", headers={"Authorization": f"Bearer {os.getenv(\'MISTRAL_API_KEY\')}"})\n', 'no-unguarded-env unguarded 5'],
  'percent format': ['import httpx\nhttpx.get("https://api.mistral.ai/v1/models", headers={"Authorization": "Bearer %s" % os.getenv("MISTRAL_API_KEY")})\n', 'no-unguarded-env unguarded 5'],
  'str.format': ['import httpx\nhttpx.get("https://api.mistral.ai/v1/models", headers={"Authorization": "Bearer {}".format(os.getenv("MISTRAL_API_KEY"))})\n', 'no-unguarded-env unguarded 5'],
  'OpenAI client': ['from openai import OpenAI\nclient = OpenAI(base_url="https://api.mistral.ai/v1", api_key=os.getenv("MISTRAL_API_KEY"))\n', 'no-unguarded-env unguarded 5'],
};

describe('a check before the use is seen', () => {
  test.each(Object.entries(checked))('%s', (_name, body) => {
    expect(findings(head + body)).toEqual([]);
  });
});

describe('a read without a check is found', () => {
  test.each(Object.entries(unchecked))('%s', (_name, [body, found]) => {
    expect(findings(head + body)).toEqual([found]);
  });
});
