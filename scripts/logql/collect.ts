/** Writes every LogQL text that dashboards, provisioning, pages and the backend send, for Loki's own parser to read. */
import { writeFileSync } from 'node:fs';
import type { Logql } from './query';
import { ofRestriction } from './restricted';
import { ofBackend } from './sent';
import { ofDashboards, ofLinks, ofPages, ofProvisioning } from './written';

/** All of them, by what sends them. */
export async function collectLogql(): Promise<Readonly<Record<string, readonly Logql[]>>> {
  return {
    dashboards: ofDashboards(),
    provisioning: ofProvisioning(),
    pages: ofPages(),
    links: ofLinks(),
    backend: await ofBackend(),
    restriction: ofRestriction(),
  };
}

export async function writeLogql(file: string): Promise<void> {
  writeFileSync(file, JSON.stringify(await collectLogql()));
}
