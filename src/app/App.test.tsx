import { config } from '@grafana/runtime';
import { render, screen } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { storeSettings } from '../../tests/frontend/support/data-source';
import { viewerReads } from '../../tests/frontend/support/viewer';
import App from './App';

function stores(...names: string[]): void {
  config.datasources = Object.fromEntries(names.map((name) => [name, { ...storeSettings, uid: `uid-${name}`, name }]));
}

function admin(yes: boolean): void {
  config.bootData.user.isGrafanaAdmin = yes;
}

beforeEach(() => {
  viewerReads('en-US');
  admin(false);
  stores();
});

describe('the home page', () => {
  it('shows an administrator without a store how to connect one', () => {
    admin(true);
    render(<App />);
    expect(screen.getByText('No store is connected yet')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Add a store' })).toHaveAttribute('href', '/connections/datasources/new');
    expect(screen.getByRole('link', { name: 'Setup, step by step' })).toHaveAttribute(
      'href',
      '/a/shopscope-observability-app/setup'
    );
  });

  it('asks a viewer to ask an administrator', () => {
    render(<App />);
    expect(screen.getByText('An administrator of this Grafana can connect one.')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Add a store' })).not.toBeInTheDocument();
  });
});
