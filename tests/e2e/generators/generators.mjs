// The generators that `npm run test:generators` tests. Each entry says how the generator is run for both services, how the clients are
// compiled, and how a short program makes a picture with them. The generators read the plain profile of the contracts
// (docs/specs/api-contracts.md), because every generator supports it. `{…}` in the commands are paths: see run.mjs.
const PYTHON_OUTPUT = 'print(made.id, made.status)\n'

const TYPESCRIPT = {
  files: {
    'tsconfig.json': JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        target: 'es2024',
        module: 'esnext',
        moduleResolution: 'bundler',
        lib: ['es2024', 'dom', 'dom.iterable'],
        types: [],
        skipLibCheck: true,
      },
      include: ['generation', 'config', 'main.ts'],
    }),
  },
  compile: [
    ['{node}', '{root}/node_modules/typescript/bin/tsc', '-p', '.'],
    ['{root}/node_modules/.bin/esbuild', 'main.ts', '--bundle', '--platform=node', '--format=esm', '--outfile=main.mjs'],
  ],
  run: ['{node}', 'main.mjs'],
}
const GO = {
  compile: [
    ['go', 'mod', 'tidy'],
    ['go', 'build', './...'],
    ['go', 'build', '-o', 'main', '.'],
  ],
  run: ['./main'],
}

const JAR = ['java', '-Xmx600m', '-jar', '{jar}', 'generate', '-i', '{document}', '-o', '{service}']
const OPENAPI_GENERATOR = {
  home: 'openapi-generator',
  pip: ['openapi-generator-cli==7.26.0', 'urllib3==2.6.2', 'python-dateutil==2.9.0.post0', 'pydantic==2.14.4', 'typing-extensions>=4.15'],
}
const NO_TESTS = ['--global-property', 'apiTests=false,modelTests=false,apiDocs=false,modelDocs=false']

export const GENERATORS = [
  {
    name: 'hey-api',
    language: 'TypeScript',
    version: '0.99.0',
    install: { npm: ['@hey-api/openapi-ts@0.99.0', 'typescript@6.0.3'] },
    generate: [
      '{bin}/openapi-ts',
      '-i',
      '{document}',
      '-o',
      '{service}',
      '-p',
      '@hey-api/client-fetch',
      '@hey-api/typescript',
      '@hey-api/sdk',
    ],
    ...TYPESCRIPT,
    program: [
      'main.ts',
      `import { client } from './generation/client.gen'
import { generate } from './generation/sdk.gen'
import * as config from './config/sdk.gen'

declare const process: { env: Record<string, string> }
client.setConfig({ baseUrl: process.env['CMA_URL']!, auth: process.env['CMA_KEY']! })
const { data } = await generate({ body: { prompt: 'a lighthouse', model: 'sketch' }, throwOnError: true })
console.log(data.id, data.status, typeof config.getMe)
`,
    ],
  },
  {
    name: 'orval',
    language: 'TypeScript',
    version: '8.38.0',
    install: { npm: ['orval@8.38.0', 'typescript@6.0.3'] },
    generate: ['{bin}/orval', '--input', '{document}', '--output', '{service}/api.ts', '--client', 'fetch'],
    ...TYPESCRIPT,
    program: [
      'main.ts',
      `import { generate } from './generation/api'
import { getMe } from './config/api'

declare const process: { env: Record<string, string> }
// Without baseUrl in its settings, the client of orval requests paths without a host, so the host is added here.
const { fetch: send } = globalThis
globalThis.fetch = (path, init) => send(process.env['CMA_URL'] + String(path), init)
const headers = { authorization: \`Bearer \${process.env['CMA_KEY']}\` }
const made = await generate({ prompt: 'a lighthouse', model: 'sketch' }, { headers })
if (made.status !== 200) throw new Error(\`HTTP \${made.status}\`)
console.log(made.data.id, made.data.status, typeof getMe)
`,
    ],
  },
  {
    name: 'openapi-python-client',
    language: 'Python',
    version: '0.29.1',
    note: 'leaves out getAssetContent and exportAuditLog as typed results; their bytes are in `.content`',
    install: { pip: ['openapi-python-client==0.29.1'] },
    generate: [
      '{python}',
      '-m',
      'openapi_python_client',
      'generate',
      '--path',
      '{document}',
      '--output-path',
      '{service}',
      '--meta',
      'none',
      '--overwrite',
    ],
    compile: [['{python}', '-m', 'compileall', '-q', 'generation', 'config']],
    program: [
      'main.py',
      `import os
import config.api.me.get_me
from generation import AuthenticatedClient
from generation.api.generations import generate
from generation.models import GenerateRequest

client = AuthenticatedClient(base_url=os.environ["CMA_URL"], token=os.environ["CMA_KEY"], timeout=120)
made = generate.sync(client=client, body=GenerateRequest(prompt="a lighthouse", model="sketch"))
${PYTHON_OUTPUT}`,
    ],
    run: ['{python}', 'main.py'],
  },
  {
    name: 'datamodel-code-generator',
    language: 'Python',
    version: '0.89.0',
    note: 'models only; the call is httpx',
    install: { pip: ['datamodel-code-generator==0.89.0', 'httpx==0.28.1', 'pydantic[email]==2.14.4'] },
    generate: [
      '{bin}/datamodel-codegen',
      '--input',
      '{document}',
      '--input-file-type',
      'openapi',
      '--output',
      '{service}.py',
      '--output-model-type',
      'pydantic_v2.BaseModel',
      '--target-python-version',
      '3.11',
    ],
    compile: [['{python}', '-c', 'import generation, config']],
    program: [
      'main.py',
      `import os
import httpx
import config
from generation import GenerateRequest, Generation

body = GenerateRequest(prompt="a lighthouse", model="sketch").model_dump(mode="json", exclude_unset=True)
headers = {"Authorization": "Bearer " + os.environ["CMA_KEY"]}
answer = httpx.post(os.environ["CMA_URL"] + "/generate", json=body, headers=headers, timeout=120)
made = Generation.model_validate_json(answer.text)
${PYTHON_OUTPUT}`,
    ],
    run: ['{python}', 'main.py'],
  },
  {
    name: 'oapi-codegen',
    language: 'Go',
    version: '2.8.2',
    install: { go: ['github.com/oapi-codegen/oapi-codegen/v2/cmd/oapi-codegen@v2.8.2'] },
    generate: ['{bin}/oapi-codegen', '-generate', 'types,client', '-package', '{service}', '-o', '{service}/client.go', '{document}'],
    files: { 'go.mod': 'module example.com/made\n\ngo 1.25.0\n' },
    ...GO,
    program: [
      'main.go',
      `package main

import (
	"context"
	"fmt"
	"net/http"
	"os"

	_ "example.com/made/config"
	"example.com/made/generation"
)

func main() {
	authorize := func(_ context.Context, request *http.Request) error {
		request.Header.Set("Authorization", "Bearer "+os.Getenv("CMA_KEY"))
		return nil
	}
	client, err := generation.NewClientWithResponses(os.Getenv("CMA_URL"), generation.WithRequestEditorFn(authorize))
	if err != nil {
		panic(err)
	}
	prompt, model := "a lighthouse", "sketch"
	made, err := client.GenerateWithResponse(context.Background(), nil, generation.GenerateRequest{Prompt: &prompt, Model: &model})
	if err != nil || made.JSON200 == nil {
		panic(fmt.Sprint(err, made))
	}
	fmt.Println(made.JSON200.Id, made.JSON200.Status)
}
`,
    ],
  },
  {
    name: 'ogen',
    language: 'Go',
    version: '1.25.0',
    install: { go: ['github.com/ogen-go/ogen/cmd/ogen@v1.25.0'] },
    generate: ['{bin}/ogen', '--target', '{service}', '--package', '{service}', '--clean', '{document}'],
    files: { 'go.mod': 'module example.com/made\n\ngo 1.25.0\n' },
    ...GO,
    program: [
      'main.go',
      `package main

import (
	"context"
	"fmt"
	"os"

	_ "example.com/made/config"
	"example.com/made/generation"
)

type key struct{}

func (key) BearerAuth(context.Context, generation.OperationName) (generation.BearerAuth, error) {
	return generation.BearerAuth{Token: os.Getenv("CMA_KEY")}, nil
}

func main() {
	client, err := generation.NewClient(os.Getenv("CMA_URL"), key{})
	if err != nil {
		panic(err)
	}
	request := generation.GenerateRequest{Prompt: generation.NewOptString("a lighthouse"), Model: generation.NewOptModelId("sketch")}
	answer, err := client.Generate(context.Background(), &request, generation.GenerateParams{})
	if err != nil {
		panic(err)
	}
	made := answer.(*generation.GenerationHeaders).Response
	fmt.Println(made.ID, made.Status)
}
`,
    ],
  },
  {
    name: 'openapi-generator-python',
    language: 'Python',
    version: '7.26.0',
    install: OPENAPI_GENERATOR,
    generate: [...JAR, '-g', 'python', '--additional-properties=packageName={service}_client', ...NO_TESTS],
    compile: [['{python}', '-m', 'compileall', '-q', 'generation', 'config']],
    program: [
      'main.py',
      `import os, sys
sys.path += ["generation", "config"]
import config_client
from generation_client import ApiClient, Configuration, GenerateRequest, GenerationsApi

configuration = Configuration(host=os.environ["CMA_URL"], access_token=os.environ["CMA_KEY"])
with ApiClient(configuration) as client:
    made = GenerationsApi(client).generate(GenerateRequest(prompt="a lighthouse", model="sketch"))
${PYTHON_OUTPUT}`,
    ],
    run: ['{python}', 'main.py'],
  },
  {
    name: 'openapi-generator-typescript-fetch',
    language: 'TypeScript',
    version: '7.26.0',
    install: OPENAPI_GENERATOR,
    generate: [...JAR, '-g', 'typescript-fetch', ...NO_TESTS],
    ...TYPESCRIPT,
    program: [
      'main.ts',
      `import { Configuration, GenerationsApi } from './generation'
import { MeApi } from './config'

declare const process: { env: Record<string, string> }
const configuration = new Configuration({ basePath: process.env['CMA_URL']!, accessToken: process.env['CMA_KEY']! })
const made = await new GenerationsApi(configuration).generate({ generateRequest: { prompt: 'a lighthouse', model: 'sketch' } })
console.log(made.id, made.status, typeof MeApi)
`,
    ],
  },
  {
    name: 'openapi-generator-go',
    language: 'Go',
    version: '7.26.0',
    note: 'needs `disallowAdditionalPropertiesIfNotPresent=false`, otherwise it refuses members that it does not know',
    install: OPENAPI_GENERATOR,
    generate: [
      ...JAR,
      '-g',
      'go',
      '--additional-properties=packageName={service},withGoMod=false,disallowAdditionalPropertiesIfNotPresent=false',
      ...NO_TESTS,
    ],
    files: { 'go.mod': 'module example.com/made\n\ngo 1.25.0\n' },
    ...GO,
    program: [
      'main.go',
      `package main

import (
	"context"
	"fmt"
	"os"

	_ "example.com/made/config"
	"example.com/made/generation"
)

func main() {
	configuration := generation.NewConfiguration()
	configuration.Servers = generation.ServerConfigurations{{URL: os.Getenv("CMA_URL")}}
	ctx := context.WithValue(context.Background(), generation.ContextAccessToken, os.Getenv("CMA_KEY"))
	request := generation.NewGenerateRequest()
	request.SetPrompt("a lighthouse")
	request.SetModel("sketch")
	made, _, err := generation.NewAPIClient(configuration).GenerationsAPI.Generate(ctx).GenerateRequest(*request).Execute()
	if err != nil {
		panic(err)
	}
	fmt.Println(made.GetId(), made.GetStatus())
}
`,
    ],
  },
  {
    name: 'openapi-generator-java',
    language: 'Java',
    version: '7.26.0',
    note: 'library `native`, `enumUnknownDefaultCase=true`, `disallowAdditionalPropertiesIfNotPresent=false`',
    install: OPENAPI_GENERATOR,
    generate: [
      ...JAR,
      '-g',
      'java',
      '--library',
      'native',
      '--additional-properties=artifactId={service}-client,invokerPackage=made.{service},apiPackage=made.{service}.api,modelPackage=made.{service}.model,enumUnknownDefaultCase=true,disallowAdditionalPropertiesIfNotPresent=false',
      ...NO_TESTS,
    ],
    compile: [
      ['mvn', '-q', '-B', '-f', 'config/pom.xml', 'compile'],
      ['mvn', '-q', '-B', '-f', 'generation/pom.xml', 'compile', 'dependency:build-classpath', '-Dmdep.outputFile=../classpath'],
    ],
    program: [
      'Main.java',
      `import made.generation.ApiClient;
import made.generation.api.GenerationsApi;
import made.generation.model.GenerateRequest;

public class Main {
  public static void main(String[] arguments) throws Exception {
    var client = new ApiClient();
    client.updateBaseUri(System.getenv("CMA_URL"));
    client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + System.getenv("CMA_KEY")));
    var request = new GenerateRequest().prompt("a lighthouse").model("sketch");
    var made = new GenerationsApi(client).generate(request, null, null, null, null, null);
    System.out.println(made.getId() + " " + made.getStatus());
  }
}
`,
    ],
    run: ['sh', '-c', 'java -cp "generation/target/classes:$(cat classpath)" Main.java'],
  },
  {
    name: 'openapi-generator-rust',
    language: 'Rust',
    version: '7.26.0',
    install: OPENAPI_GENERATOR,
    generate: [...JAR, '-g', 'rust', '--additional-properties=packageName={service}_client', ...NO_TESTS],
    files: {
      // The clients are built without TLS: the platform on this machine does not need TLS, and building TLS takes longer than building
      // everything else.
      'Cargo.toml': `[package]
name = "made"
version = "0.1.0"
edition = "2021"

[dependencies]
config_client = { path = "config", default-features = false }
generation_client = { path = "generation", default-features = false }
tokio = { version = "1", features = ["macros", "rt-multi-thread"] }

[profile.dev]
debug = false
`,
    },
    compile: [['cargo', 'build', '--quiet']],
    program: [
      'src/main.rs',
      `use config_client::apis::me_api::get_me;
use generation_client::{apis::configuration::Configuration, apis::generations_api::generate, models::GenerateRequest};

#[tokio::main]
async fn main() {
    let configuration = Configuration {
        base_path: std::env::var("CMA_URL").unwrap(),
        bearer_access_token: std::env::var("CMA_KEY").ok(),
        ..Configuration::new()
    };
    let request = GenerateRequest { prompt: Some("a lighthouse".into()), model: Some("sketch".into()), ..GenerateRequest::new() };
    let made = generate(&configuration, request, None, None, None, None, None).await.unwrap();
    println!("{} {:?}", made.id, made.status);
    let _ = get_me;
}
`,
    ],
    run: ['target/debug/made'],
  },
]
