import { Button, type ButtonProps } from '@grafana/ui';
import { isAdmin } from '../../stores/stores';
import { viewerText } from '../../text';

type Props = ButtonProps & {
  /** Why it can't be pressed now, though the viewer is an administrator. */
  readonly reason?: string | undefined;
};

/** A button for administrators; others see it, and why they can't press it. */
export function AdminButton({ reason, disabled, ...rest }: Props) {
  const t = viewerText();
  const why = isAdmin() ? reason : t('data:action.adminOnly');
  return (
    <Button
      size="sm"
      variant="secondary"
      {...rest}
      disabled={disabled === true || why !== undefined}
      {...(why === undefined ? {} : { tooltip: why })}
    />
  );
}
