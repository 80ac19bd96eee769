import { css } from '@emotion/css';
import { renderMarkdown } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { z } from 'zod';
import { templateSrv } from '../../services';
import type { PanelProps } from './PanelBody';

const options = z.object({ mode: z.literal('markdown'), content: z.string() });

/** Markdown, made safe by Grafana's own renderer. */
export function TextPanel({ panel, height }: PanelProps) {
  const styles = useStyles2(getStyles);
  const { content } = options.parse(panel.options);
  const html = renderMarkdown(templateSrv.replace(content));
  return (
    <div className={`markdown-html ${styles.text}`} style={{ height }} dangerouslySetInnerHTML={{ __html: html }} />
  );
}

const getStyles = () => ({
  text: css({
    overflow: 'auto',
    '& strong': { fontWeight: 700 },
    '& > :last-child': { marginBottom: 0 },
    '& > :first-child': { marginTop: 0 },
  }),
});
