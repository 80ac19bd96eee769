import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { globSync } from 'glob';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { allModules, moduleOf, type Module } from '../scripts/aws/modules';
import { faultsOf, statementsOf } from '../scripts/aws/policies';
import { argumentFaults } from '../scripts/aws/provider';
import { looseEnds } from '../scripts/aws/references';

const modules = await allModules();
const names = modules.map(({ name }) => name);
const read = (file: string): string => readFileSync(file, 'utf8');
const one = (name: string): Module => {
  const found = modules.find((each) => each.name === name);
  if (found === undefined) {
    throw new Error(`aws/${name} is gone`);
  }
  return found;
};
const textOf = (name: string): string => [...one(name).text.values()].join('\n');

const terraform = spawnSync('terraform', ['version', '-json'], { encoding: 'utf8' });
const why = terraform.status === 0 ? '' : 'terraform is not there';
/** An unpacked npm package @cdktf/provider-aws 21.22.1, which is made from the schema of the provider that the modules pin. */
const provider = process.env['SHOPSCOPE_AWS_PROVIDER'] ?? '';

/** A module of one made-up file. */
async function madeUp(text: string): Promise<Module> {
  const folder = mkdtempSync(path.join(tmpdir(), 'hcl-'));
  try {
    writeFileSync(path.join(folder, 'main.tf'), text);
    return await moduleOf(folder, 'made-up');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the Terraform modules', () => {
  it.skipIf(why !== '')(`are as terraform formats them${why && ` (${why})`}`, () => {
    const { status, stdout } = spawnSync('terraform', ['fmt', '-check', '-recursive', 'aws'], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
  });

  it.each(modules.map((each) => [each.name, each] as const))(
    '%s pins what it needs',
    (_, { terraform: needs, resources }) => {
      expect(needs['required_version']).toBe('>= 1.9.0, < 2.0.0');
      const pinned = resources.length === 0 && needs['required_providers'] === undefined;
      expect(pinned ? [] : needs['required_providers']).toEqual(
        pinned ? [] : [{ aws: { source: 'hashicorp/aws', version: '6.25.0' } }]
      );
    }
  );

  it.each(modules.map((each) => [each.name, each] as const))(
    '%s names what exists, and nothing in vain',
    (_, module) => {
      expect(looseEnds(module, modules)).toEqual([]);
    }
  );

  it('would tell of names that are wrong', async () => {
    const wrong = await madeUp(`
      locals {
        idle = 1
      }
      module "a" {
        source = "../firehose"
        hosts  = var.nobody
      }
      output "b" {
        description = "Something that is none."
        value       = [module.a.nothing, aws_s3_bucket.none.id]
      }`);
    expect(looseEnds(wrong, modules)).toEqual([
      'var.nobody is declared nowhere',
      'local.idle is not used',
      'resource.aws_s3_bucket.none is declared nowhere',
      'module.a.nothing is no output',
      'module.a takes no hosts',
      'module.a lacks bucket',
      'module.a lacks host',
      'module.a lacks secret_arn',
    ]);
  });

  it.skipIf(provider === '')(
    'have the arguments of the provider that they pin (SHOPSCOPE_AWS_PROVIDER names none)',
    () => {
      expect(read(path.join(provider, 'package.json'))).toContain('"version": "6.25.0"');
      expect(modules.flatMap((each) => argumentFaults(each, provider))).toEqual([]);
    }
  );

  it.skipIf(provider === '')('would tell of arguments that are wrong (SHOPSCOPE_AWS_PROVIDER names none)', async () => {
    const wrong = await madeUp(`
      resource "aws_sqs_queue" "a" {
        nam = "a"
      }
      resource "aws_lb_listener" "b" {
        load_balancer_arn = aws_sqs_queue.a.arm
        default_action {
          typ = "forward"
        }
      }`);
    expect([...argumentFaults(wrong, provider)].sort()).toEqual([
      'aws_lb_listener.b.default_action lacks type',
      'aws_lb_listener.b.default_action takes no typ',
      'aws_sqs_queue.a has no attribute arm',
      'aws_sqs_queue.a takes no nam',
    ]);
  });

  it.each(names.filter((name) => !name.startsWith('examples/')))('%s has a section in the README', (name) => {
    expect(read('aws/README.md')).toContain(`\n## \`${name}\`\n`);
  });

  it('have pages whose tables are what they say', () => {
    const { status, stdout } = spawnSync('npx', ['tsx', 'scripts/docs-aws.ts', '--check'], { encoding: 'utf8' });
    expect(status, stdout).toBe(0);
    const marked = globSync('docs/aws/*.md').flatMap((page) =>
      [...read(page).matchAll(/<!-- module ([\w-]+) -->/g)].map((match) => match[1] ?? '')
    );
    expect([...marked].sort()).toEqual(names.filter((name) => !name.startsWith('examples/')));
  });

  it.skipIf(why !== '')(`have a start script that bash can read${why && ` (${why})`}`, () => {
    const keys = [...textOf('host').matchAll(/^ {4}(\w+) += .*$/gm)].map((match) => match[1] ?? '');
    const given = ['region', 'volume', 'bucket', 'config', 'secret', 'services', 'alloy_image', 'loki_image'];
    expect(keys).toEqual(expect.arrayContaining(given));
    const folder = mkdtempSync(path.join(tmpdir(), 'start-'));
    writeFileSync(path.join(folder, 'start.sh.tftpl'), read('aws/host/start.sh.tftpl'));
    const asked = `templatefile("start.sh.tftpl", {${given.map((key) => `${key} = "vol-1"`).join(', ')}})`;
    const { stdout } = spawnSync('terraform', ['console'], { cwd: folder, input: asked, encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    const script = stdout.replace(/^<<EOT\n/, '').replace(/\nEOT\n$/, '');
    expect(script).toContain('nvme-Amazon_Elastic_Block_Store_vol1\n');
    const { status, stderr } = spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  });
});

describe('their policies', () => {
  it.each(modules.map((each) => [each.name, each] as const))('%s allows no more than it needs', (_, module) => {
    expect(faultsOf(module)).toEqual([]);
  });

  it('are there at all', () => {
    expect(modules.flatMap(statementsOf).length).toBeGreaterThan(20);
  });

  it.each([
    ['actions = ["s3:*"]\n resources = [aws_s3_bucket.a.arn]', 'the action s3:* is not named whole'],
    ['actions = ["s3:GetObject"]', 's3:GetObject name no resource'],
    [
      'actions = ["s3:GetObject"]\n # Wildcard: because it is so easy.\n resources = ["*"]',
      's3:GetObject are allowed for everything',
    ],
    ['actions = ["s3:GetObject"]\n resources = ["arn:aws:s3:::a/*"]', 'a wildcard without "# Wildcard: why"'],
    ['actions = ["sts:AssumeRole"]\n principals {\n type = "AWS"\n identifiers = ["*"]\n }', '* is no service of AWS'],
    [
      'actions = ["sqs:SendMessage"]\n resources = [aws_sqs_queue.a.arn]\n principals {\n type = "Service"\n identifiers = ["s3.amazonaws.com"]\n }',
      'whoever uses the service may',
    ],
  ])('would tell of %s', async (statement, fault) => {
    const wrong = await madeUp(`data "aws_iam_policy_document" "a" {\n statement {\n ${statement}\n }\n}`);
    expect(faultsOf(wrong).join('\n')).toContain(fault);
  });

  it('would tell of a policy beside the documents', async () => {
    const wrong = await madeUp(
      'resource "aws_iam_role_policy_attachment" "a" {\n role = "a"\n policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"\n}'
    );
    expect(faultsOf(wrong)).toHaveLength(1);
  });
});

describe('their ports, paths and environment', () => {
  const alloy = new Map(globSync('alloy/*.alloy').map((file) => [path.basename(file, '.alloy'), read(file)]));
  const portOf = (source: string): number => Number(/listen_port\s*= (\d+)/.exec(alloy.get(source) ?? '')?.[1]);

  it('are those of the files of Alloy', () => {
    const receivers = [...textOf('load-balancer').matchAll(/(\w+) = \{ port = (\d+), path = "([^"]+)" \}/g)];
    expect(receivers.map(([, name, port, where]) => [name, Number(port), where])).toEqual([
      ['firehose', portOf('source-firehose'), '/awsfirehose/api/v1/push'],
      ['browser', portOf('source-browser'), '/collect'],
    ]);
    for (const [, , port, where] of receivers) {
      expect(
        [...alloy.values()].some((text) => text.includes(`:${port}${where}`)),
        where
      ).toBe(true);
    }
    expect(textOf('firehose')).toContain('"https://${var.host}/awsfirehose/api/v1/push"');
    expect(one('bucket-reader').calls.get('function')?.['alloy_port']).toBe(portOf('source-s3'));
    expect(one('deployments').calls.get('function')?.['alloy_port']).toBe(portOf('source-push'));
    expect(textOf('firelens')).toMatch(new RegExp(`port +?= "${portOf('source-push')}"`));
    for (const [name, source] of [
      ['access-logs', 'source-s3'],
      ['s3-reader', 'source-s3'],
      ['deployments', 'source-push'],
    ] as const) {
      expect(textOf(name)).toContain(`:${portOf(source)}/loki/api/v1/push`);
    }
  });

  it('are what the functions read', () => {
    const given = (name: string): readonly string[] =>
      [...new Set([...textOf(name).matchAll(/^ +([A-Z][A-Z_]+) += /gm)].map((match) => match[1] ?? ''))].sort();
    const asked = (file: string): readonly string[] => {
      const [, inside = ''] = /const \{([^}]+)\} = process\.env/.exec(read(file)) ?? [];
      return [...inside.matchAll(/[A-Z][A-Z_]+/g)].map(([name]) => name).sort();
    };
    expect(textOf('s3-reader')).toContain('{ SERVICE_NAME = var.service }');
    expect([...given('s3-reader'), 'SERVICE_NAME'].sort()).toEqual(asked('log-readers/s3/lambda.ts'));
    expect(given('deployments')).toEqual(asked('log-readers/deployments/lambda.ts'));
    // lambda-promtail v1.0.1 reads these, and others.
    expect(given('access-logs')).toEqual([
      'EXTRA_LABELS',
      'OMIT_EXTRA_LABELS_PREFIX',
      'PRINT_LOG_LINE',
      'WRITE_ADDRESS',
    ]);
  });

  it('give Alloy what it reads of its environment', () => {
    const asked = new Set(
      [...alloy.values()].flatMap((text) => [...text.matchAll(/sys\.env\("(\w+)"\)/g)].map((match) => match[1] ?? ''))
    );
    expect(
      [...textOf('alloy-on-ecs').matchAll(/name = "([A-Z_]+)", value = /g)].map((match) => match[1]).sort()
    ).toEqual([...asked].sort());
    const start = read('aws/host/start.sh.tftpl');
    const names = (text: string, name: RegExp) => [...text.matchAll(name)].map((match) => match[1] ?? '');
    const onHost = names(/--name alloy.*/.exec(start)?.[0] ?? '', /-e (\w+)=/g);
    const inFile = names(/alloy\.env <<'ENV'\n([^]+?)ENV\n/.exec(start)?.[1] ?? '', /^(\w+)=/gm);
    expect(start).toContain('--env-file /etc/shopscope/alloy.env');
    expect([...onHost, ...inFile, 'LOKI_TENANT'].sort()).toEqual([...asked].sort());
  });

  it('run the images of the compose file', () => {
    const compose = read('docker-compose.yaml');
    const image = (name: string) => new RegExp(`image: (grafana/${name}:\\S+)`).exec(compose)?.[1];
    expect(one('host').variables.get('alloy_image')?.default).toBe(image('alloy'));
    expect(one('host').variables.get('loki_image')?.default).toBe(image('loki'));
    expect(read('aws/alloy-on-ecs/Dockerfile')).toContain(`FROM ${image('alloy')}\n`);
  });

  it('have a Loki like that of the compose file, but for where chunks lie', () => {
    const loki = (file: string) =>
      z
        .looseObject({ limits_config: z.record(z.string(), z.unknown()), schema_config: z.unknown() })
        .parse(parse(read(file)));
    const { reject_old_samples: _, ...limits } = loki('demo/compose/loki.yaml').limits_config;
    const ours = loki('aws/host/loki.yaml');
    expect(ours.limits_config).toEqual(limits);
    expect(JSON.stringify(ours)).not.toContain('filesystem');
    expect(read('aws/host/start.sh.tftpl')).toContain('-config.expand-env=true');
  });
});
