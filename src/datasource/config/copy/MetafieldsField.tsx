import { Field, TagsInput } from '@grafana/ui';
import { useId, useState } from 'react';
import { metafieldPattern } from '../../../query/settings';
import { viewerText } from '../text';

interface Props {
  readonly value: readonly string[];
  readonly disabled: boolean;
  readonly onChange: (metafields: string[]) => void;
}

/** Metafields to keep as columns. What is not written as one is refused beside the field and never saved. */
export function MetafieldsField({ value, disabled, onChange }: Props) {
  const t = viewerText();
  const id = useId();
  const [refused, setRefused] = useState<string>();
  return (
    <Field
      noMargin
      label={t('config:copy.metafields.label')}
      description={t('config:copy.metafields.text')}
      htmlFor={id}
      invalid={refused !== undefined}
      error={t('config:copy.metafields.invalid', { metafield: refused ?? '' })}
    >
      <TagsInput
        id={id}
        width={50}
        addOnBlur
        disabled={disabled}
        tags={[...value]}
        placeholder={t('config:copy.metafields.placeholder')}
        onChange={(tags) => {
          setRefused(tags.find((tag) => !metafieldPattern.test(tag)));
          onChange(tags.filter((tag) => metafieldPattern.test(tag)));
        }}
      />
    </Field>
  );
}
