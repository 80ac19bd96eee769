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
  });

  it('asks a viewer to ask an administrator', () => {
    render(<App />);
    expect(screen.getByText('An administrator of this Grafana can connect one.')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'Add a store' })).not.toBeInTheDocument();
  });

  it('lists stores, their settings for administrators only', () => {
    stores('Harbor & Pine');
    const { unmount } = render(<App />);
    expect(screen.getByRole('link', { name: 'Explore: Harbor & Pine' })).toHaveAttribute(
      'href',
      expect.stringContaining('/explore?')
    );
    expect(screen.queryByRole('link', { name: 'Settings: Harbor & Pine' })).not.toBeInTheDocument();
    unmount();
    admin(true);
    render(<App />);
    expect(screen.getByRole('link', { name: 'Settings: Harbor & Pine' })).toHaveAttribute(
      'href',
      '/connections/datasources/edit/uid-Harbor%20%26%20Pine'
    );
  });

  it.each([
    ['en-US', 'Store today', '/d/shopscope-store-today'],
    ['ko-KR', '오늘의 스토어', '/d/shopscope-store-today-ko'],
  ] as const)('leads to the dashboard in %s', (language, name, href) => {
    viewerReads(language);
    render(<App />);
    expect(screen.getByRole('link', { name: new RegExp(name) })).toHaveAttribute('href', href);
  });
});
