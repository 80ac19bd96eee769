import { defineConfig } from 'vitest/config';
import { screensProject } from './tests/frontend/support/project';

/** The screens' tests again, with React 19 and the libraries of Grafana 13.2. */
export default defineConfig(() => screensProject('screens on React 19', 'demo/preview'));
