/** What axe finds in Grafana's own components, which the plugin can't change. */
interface Known {
  /** axe's name of the rule. */
  readonly rule: string;
  /** The elements, wherever a page shows them. */
  readonly elements: string;
  /** Whose it is, and why it stays. */
  readonly reason: string;
}

export const grafanas: readonly Known[] = [
  {
    rule: 'aria-valid-attr-value',
    elements: 'button[aria-controls][aria-describedby][aria-labelledby]',
    reason: 'Collapse of @grafana/ui names its content before it is opened, when there is none yet.',
  },
  {
    rule: 'label-content-name-mismatch',
    elements: '[data-testid="data-testid RefreshPicker interval button"], [class*="LegendLabel"]',
    reason: 'RefreshPicker and the legend of @grafana/ui say what a click does in place of the text that they show.',
  },
  {
    rule: 'scrollable-region-focusable',
    elements: '.scrollbar-view',
    reason: 'The body of the table of @grafana/ui scrolls without taking the focus.',
  },
  {
    rule: 'color-contrast',
    elements: '[data-panel-id] span, [data-panel-id] [role="cell"], [data-panel-id] [role="cell"] a',
    reason:
      'Values take green and orange of Grafana’s light palette, whose contrast is 2.6 to 3.0; what they mean stands beside them in words.',
  },
  {
    rule: 'link-in-text-block',
    elements: '.markdown-html a',
    reason: 'Grafana’s style of Markdown tells links by their colour, and underlines them under the pointer.',
  },
];
